// SPDX-License-Identifier: Apache-2.0
// The page's files, as they are in ../Web/Page; a test compares the table with the folder. d3 is not ours: it comes from the system that builds,
// and where that has none, from the system that runs (see Assets.swift).
#include "CWebAssets.h"

#define HTML "text/html; charset=utf-8"
#define CSS "text/css; charset=utf-8"
#define SCRIPT "text/javascript; charset=utf-8"

static const unsigned char api_js[] = {
#embed "../Web/Page/api.js"
};
static const unsigned char arrange_js[] = {
#embed "../Web/Page/arrange.js"
};
static const unsigned char camera_js[] = {
#embed "../Web/Page/camera.js"
};
static const unsigned char chips_js[] = {
#embed "../Web/Page/chips.js"
};
static const unsigned char columns_js[] = {
#embed "../Web/Page/columns.js"
};
static const unsigned char commands_js[] = {
#embed "../Web/Page/commands.js"
};
static const unsigned char curves_js[] = {
#embed "../Web/Page/curves.js"
};
static const unsigned char details_js[] = {
#embed "../Web/Page/details.js"
};
static const unsigned char dom_js[] = {
#embed "../Web/Page/dom.js"
};
static const unsigned char edge_details_js[] = {
#embed "../Web/Page/edge-details.js"
};
static const unsigned char edge_list_js[] = {
#embed "../Web/Page/edge-list.js"
};
static const unsigned char export_js[] = {
#embed "../Web/Page/export.js"
};
static const unsigned char filter_js[] = {
#embed "../Web/Page/filter.js"
};
static const unsigned char format_js[] = {
#embed "../Web/Page/format.js"
};
static const unsigned char gauges_js[] = {
#embed "../Web/Page/gauges.js"
};
static const unsigned char graph_js[] = {
#embed "../Web/Page/graph.js"
};
static const unsigned char header_js[] = {
#embed "../Web/Page/header.js"
};
static const unsigned char help_js[] = {
#embed "../Web/Page/help.js"
};
static const unsigned char histogram_js[] = {
#embed "../Web/Page/histogram.js"
};
static const unsigned char hits_js[] = {
#embed "../Web/Page/hits.js"
};
static const unsigned char identity_js[] = {
#embed "../Web/Page/identity.js"
};
static const unsigned char index_html[] = {
#embed "../Web/Page/index.html"
};
static const unsigned char keys_js[] = {
#embed "../Web/Page/keys.js"
};
static const unsigned char kinds_js[] = {
#embed "../Web/Page/kinds.js"
};
static const unsigned char lanes_js[] = {
#embed "../Web/Page/lanes.js"
};
static const unsigned char latency_js[] = {
#embed "../Web/Page/latency.js"
};
static const unsigned char layout_worker_js[] = {
#embed "../Web/Page/layout-worker.js"
};
static const unsigned char layout_js[] = {
#embed "../Web/Page/layout.js"
};
static const unsigned char legend_js[] = {
#embed "../Web/Page/legend.js"
};
static const unsigned char levels_js[] = {
#embed "../Web/Page/levels.js"
};
static const unsigned char live_js[] = {
#embed "../Web/Page/live.js"
};
static const unsigned char main_js[] = {
#embed "../Web/Page/main.js"
};
static const unsigned char map_js[] = {
#embed "../Web/Page/map.js"
};
static const unsigned char metrics_js[] = {
#embed "../Web/Page/metrics.js"
};
static const unsigned char model_js[] = {
#embed "../Web/Page/model.js"
};
static const unsigned char morph_js[] = {
#embed "../Web/Page/morph.js"
};
static const unsigned char names_js[] = {
#embed "../Web/Page/names.js"
};
static const unsigned char notices_js[] = {
#embed "../Web/Page/notices.js"
};
static const unsigned char ordering_js[] = {
#embed "../Web/Page/ordering.js"
};
static const unsigned char outline_js[] = {
#embed "../Web/Page/outline.js"
};
static const unsigned char page_css[] = {
#embed "../Web/Page/page.css"
};
static const unsigned char paint_edges_js[] = {
#embed "../Web/Page/paint-edges.js"
};
static const unsigned char paint_labels_js[] = {
#embed "../Web/Page/paint-labels.js"
};
static const unsigned char paint_nodes_js[] = {
#embed "../Web/Page/paint-nodes.js"
};
static const unsigned char paint_js[] = {
#embed "../Web/Page/paint.js"
};
static const unsigned char paths_js[] = {
#embed "../Web/Page/paths.js"
};
static const unsigned char placement_js[] = {
#embed "../Web/Page/placement.js"
};
static const unsigned char pointer_js[] = {
#embed "../Web/Page/pointer.js"
};
static const unsigned char present_js[] = {
#embed "../Web/Page/present.js"
};
static const unsigned char ranks_js[] = {
#embed "../Web/Page/ranks.js"
};
static const unsigned char requests_js[] = {
#embed "../Web/Page/requests.js"
};
static const unsigned char resources_js[] = {
#embed "../Web/Page/resources.js"
};
static const unsigned char row_js[] = {
#embed "../Web/Page/row.js"
};
static const unsigned char scales_js[] = {
#embed "../Web/Page/scales.js"
};
static const unsigned char scene_js[] = {
#embed "../Web/Page/scene.js"
};
static const unsigned char search_js[] = {
#embed "../Web/Page/search.js"
};
static const unsigned char series_js[] = {
#embed "../Web/Page/series.js"
};
static const unsigned char services_js[] = {
#embed "../Web/Page/services.js"
};
static const unsigned char sliding_js[] = {
#embed "../Web/Page/sliding.js"
};
static const unsigned char sources_js[] = {
#embed "../Web/Page/sources.js"
};
static const unsigned char spark_js[] = {
#embed "../Web/Page/spark.js"
};
static const unsigned char split_js[] = {
#embed "../Web/Page/split.js"
};
static const unsigned char state_js[] = {
#embed "../Web/Page/state.js"
};
static const unsigned char store_js[] = {
#embed "../Web/Page/store.js"
};
static const unsigned char theme_js[] = {
#embed "../Web/Page/theme.js"
};
static const unsigned char timeline_js[] = {
#embed "../Web/Page/timeline.js"
};
static const unsigned char tip_js[] = {
#embed "../Web/Page/tip.js"
};
static const unsigned char traffic_js[] = {
#embed "../Web/Page/traffic.js"
};
static const unsigned char vector_js[] = {
#embed "../Web/Page/vector.js"
};
static const unsigned char words_js[] = {
#embed "../Web/Page/words.js"
};

#if __has_embed("/usr/share/nodejs/d3/dist/d3.min.js") == __STDC_EMBED_FOUND__
static const unsigned char d3[] = {
#embed "/usr/share/nodejs/d3/dist/d3.min.js"
};
#define HAS_D3
#elif __has_embed("/usr/share/javascript/d3/d3.min.js") == __STDC_EMBED_FOUND__
static const unsigned char d3[] = {
#embed "/usr/share/javascript/d3/d3.min.js"
};
#define HAS_D3
#endif

static const struct weir_asset assets[] = {
	{ "api.js", SCRIPT, api_js, sizeof(api_js) },
	{ "arrange.js", SCRIPT, arrange_js, sizeof(arrange_js) },
	{ "camera.js", SCRIPT, camera_js, sizeof(camera_js) },
	{ "chips.js", SCRIPT, chips_js, sizeof(chips_js) },
	{ "columns.js", SCRIPT, columns_js, sizeof(columns_js) },
	{ "commands.js", SCRIPT, commands_js, sizeof(commands_js) },
	{ "curves.js", SCRIPT, curves_js, sizeof(curves_js) },
	{ "details.js", SCRIPT, details_js, sizeof(details_js) },
	{ "dom.js", SCRIPT, dom_js, sizeof(dom_js) },
	{ "edge-details.js", SCRIPT, edge_details_js, sizeof(edge_details_js) },
	{ "edge-list.js", SCRIPT, edge_list_js, sizeof(edge_list_js) },
	{ "export.js", SCRIPT, export_js, sizeof(export_js) },
	{ "filter.js", SCRIPT, filter_js, sizeof(filter_js) },
	{ "format.js", SCRIPT, format_js, sizeof(format_js) },
	{ "gauges.js", SCRIPT, gauges_js, sizeof(gauges_js) },
	{ "graph.js", SCRIPT, graph_js, sizeof(graph_js) },
	{ "header.js", SCRIPT, header_js, sizeof(header_js) },
	{ "help.js", SCRIPT, help_js, sizeof(help_js) },
	{ "histogram.js", SCRIPT, histogram_js, sizeof(histogram_js) },
	{ "hits.js", SCRIPT, hits_js, sizeof(hits_js) },
	{ "identity.js", SCRIPT, identity_js, sizeof(identity_js) },
	{ "index.html", HTML, index_html, sizeof(index_html) },
	{ "keys.js", SCRIPT, keys_js, sizeof(keys_js) },
	{ "kinds.js", SCRIPT, kinds_js, sizeof(kinds_js) },
	{ "lanes.js", SCRIPT, lanes_js, sizeof(lanes_js) },
	{ "latency.js", SCRIPT, latency_js, sizeof(latency_js) },
	{ "layout-worker.js", SCRIPT, layout_worker_js, sizeof(layout_worker_js) },
	{ "layout.js", SCRIPT, layout_js, sizeof(layout_js) },
	{ "legend.js", SCRIPT, legend_js, sizeof(legend_js) },
	{ "levels.js", SCRIPT, levels_js, sizeof(levels_js) },
	{ "live.js", SCRIPT, live_js, sizeof(live_js) },
	{ "main.js", SCRIPT, main_js, sizeof(main_js) },
	{ "map.js", SCRIPT, map_js, sizeof(map_js) },
	{ "metrics.js", SCRIPT, metrics_js, sizeof(metrics_js) },
	{ "model.js", SCRIPT, model_js, sizeof(model_js) },
	{ "morph.js", SCRIPT, morph_js, sizeof(morph_js) },
	{ "names.js", SCRIPT, names_js, sizeof(names_js) },
	{ "notices.js", SCRIPT, notices_js, sizeof(notices_js) },
	{ "ordering.js", SCRIPT, ordering_js, sizeof(ordering_js) },
	{ "outline.js", SCRIPT, outline_js, sizeof(outline_js) },
	{ "page.css", CSS, page_css, sizeof(page_css) },
	{ "paint-edges.js", SCRIPT, paint_edges_js, sizeof(paint_edges_js) },
	{ "paint-labels.js", SCRIPT, paint_labels_js, sizeof(paint_labels_js) },
	{ "paint-nodes.js", SCRIPT, paint_nodes_js, sizeof(paint_nodes_js) },
	{ "paint.js", SCRIPT, paint_js, sizeof(paint_js) },
	{ "paths.js", SCRIPT, paths_js, sizeof(paths_js) },
	{ "placement.js", SCRIPT, placement_js, sizeof(placement_js) },
	{ "pointer.js", SCRIPT, pointer_js, sizeof(pointer_js) },
	{ "present.js", SCRIPT, present_js, sizeof(present_js) },
	{ "ranks.js", SCRIPT, ranks_js, sizeof(ranks_js) },
	{ "requests.js", SCRIPT, requests_js, sizeof(requests_js) },
	{ "resources.js", SCRIPT, resources_js, sizeof(resources_js) },
	{ "row.js", SCRIPT, row_js, sizeof(row_js) },
	{ "scales.js", SCRIPT, scales_js, sizeof(scales_js) },
	{ "scene.js", SCRIPT, scene_js, sizeof(scene_js) },
	{ "search.js", SCRIPT, search_js, sizeof(search_js) },
	{ "series.js", SCRIPT, series_js, sizeof(series_js) },
	{ "services.js", SCRIPT, services_js, sizeof(services_js) },
	{ "sliding.js", SCRIPT, sliding_js, sizeof(sliding_js) },
	{ "sources.js", SCRIPT, sources_js, sizeof(sources_js) },
	{ "spark.js", SCRIPT, spark_js, sizeof(spark_js) },
	{ "split.js", SCRIPT, split_js, sizeof(split_js) },
	{ "state.js", SCRIPT, state_js, sizeof(state_js) },
	{ "store.js", SCRIPT, store_js, sizeof(store_js) },
	{ "theme.js", SCRIPT, theme_js, sizeof(theme_js) },
	{ "timeline.js", SCRIPT, timeline_js, sizeof(timeline_js) },
	{ "tip.js", SCRIPT, tip_js, sizeof(tip_js) },
	{ "traffic.js", SCRIPT, traffic_js, sizeof(traffic_js) },
	{ "vector.js", SCRIPT, vector_js, sizeof(vector_js) },
	{ "words.js", SCRIPT, words_js, sizeof(words_js) },
#ifdef HAS_D3
	{ "d3.min.js", SCRIPT, d3, sizeof(d3) },
#endif
};

size_t weir_asset_count(void)
{
	return sizeof(assets) / sizeof(assets[0]);
}

const struct weir_asset *weir_asset_at(size_t index)
{
	return &assets[index];
}
