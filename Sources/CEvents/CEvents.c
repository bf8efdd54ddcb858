// This target has headers only; SwiftPM wants a source file to build a C target.
