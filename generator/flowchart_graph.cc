// Where the flowchart's boxes go: builds a graph of fixed sizes, has dot lay it out, reads the
// places.
#include "generator/flowchart_graph.h"

#include <graphviz/gvc.h>

#include <algorithm>
#include <string>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include "fmt/format.h"

namespace generator {
namespace {

constexpr double kPointsPerInch = 72;

// graphviz takes and keeps char*, but never writes through these.
char* text(const std::string& value) {
  return const_cast<char*>(value.c_str());
}

void set(void* object, const std::string& name, const std::string& value) {
  agsafeset(object, text(name), text(value), text(""));
}

std::string inches(double units) {
  return fmt::format("{:.4f}", units / kPointsPerInch);
}

// One graph, closed at the end of its life.
class Graph {
 public:
  Graph(GVC_t* context, const GraphGaps& gaps)
      : context_(context), graph_(agopen(text("chart"), Agdirected, nullptr)) {
    set(graph_, "rankdir", "TB");
    set(graph_, "splines", "none");
    set(graph_, "nodesep", inches(gaps.across));
    set(graph_, "ranksep", inches(gaps.down));
  }
  ~Graph() {
    if (laid_out_) gvFreeLayout(context_, graph_);
    agclose(graph_);
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  Agnode_t* add_node(const std::string& name, const Size& size, const std::string& group) {
    Agnode_t* node = agnode(graph_, text(name), 1);
    set(node, "shape", "box");
    set(node, "label", "");
    set(node, "fixedsize", "true");
    set(node, "width", inches(size.width));
    set(node, "height", inches(size.height));
    set(node, "group", group);
    return node;
  }

  void add_edge(Agnode_t* from, Agnode_t* to, int weight) {
    set(agedge(graph_, from, to, nullptr, 1), "weight", std::to_string(weight));
  }

  void put_in_one_row(Agnode_t* left, Agnode_t* right, const std::string& name) {
    Agraph_t* row = agsubg(graph_, text(name), 1);
    set(row, "rank", "same");
    agsubnode(row, left, 1);
    agsubnode(row, right, 1);
    add_edge(left, right, 10);
  }

  bool lay_out() {
    laid_out_ = gvLayout(context_, graph_, "dot") == 0;
    return laid_out_;
  }

 private:
  GVC_t* context_;
  Agraph_t* graph_;
  bool laid_out_ = false;
};

struct RowNodes {
  Agnode_t* main = nullptr;
  Agnode_t* side = nullptr;
};

std::vector<RowNodes> add_rows(Graph& graph, const std::vector<GraphRow>& rows) {
  std::vector<RowNodes> nodes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    RowNodes row;
    row.main = graph.add_node(fmt::format("main{}", i), rows[i].main, "main");
    if (!nodes.empty()) graph.add_edge(nodes.back().main, row.main, 1000);
    if (rows[i].side.height > 0) {
      row.side = graph.add_node(fmt::format("side{}", i), rows[i].side, "side");
      graph.put_in_one_row(row.main, row.side, fmt::format("row{}", i));
    }
    nodes.push_back(row);
  }
  return nodes;
}

// graphviz keeps the text of its configuration for ever (gvconfig): 4 KB a context, and nothing we
// can free.
GVC_t* make_context() {
#ifdef __SANITIZE_ADDRESS__
  const __lsan::ScopedDisabler disabler;
#endif
  return gvContext();
}

// dot speaks of centres, with y upwards.
Place corner(Agnode_t* node, const Size& size) {
  return {ND_coord(node).x - size.width / 2, -ND_coord(node).y - size.height / 2};
}

void move_to_origin(std::vector<RowPlace>& places, const std::vector<GraphRow>& rows) {
  Place least = places.front().main;
  for (std::size_t i = 0; i < places.size(); ++i) {
    least.x = std::min(least.x, places[i].main.x);
    least.y = std::min(least.y, places[i].main.y);
    if (rows[i].side.height > 0) least.y = std::min(least.y, places[i].side.y);
  }
  for (RowPlace& place : places) {
    place.main = {place.main.x - least.x, place.main.y - least.y};
    place.side = {place.side.x - least.x, place.side.y - least.y};
  }
}

}  // namespace

struct ChartGraph::Context {
  GVC_t* gvc = make_context();
};

ChartGraph::ChartGraph() : context_(std::make_unique<Context>()) {}

ChartGraph::~ChartGraph() {
  gvFreeContext(context_->gvc);
}

core::Result<std::vector<RowPlace>> ChartGraph::place(const std::vector<GraphRow>& rows,
                                                      const GraphGaps& gaps) {
  std::vector<RowPlace> places;
  if (rows.empty()) return places;
  Graph graph(context_->gvc, gaps);
  const std::vector<RowNodes> nodes = add_rows(graph, rows);
  if (!graph.lay_out()) {
    return core::Failure{core::FailureCode::unavailable,
                         "graphviz cannot lay out the flowchart: install the package libgvc6"};
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    RowPlace place{corner(nodes[i].main, rows[i].main), {}};
    if (nodes[i].side != nullptr) place.side = corner(nodes[i].side, rows[i].side);
    places.push_back(place);
  }
  move_to_origin(places, rows);
  return places;
}

}  // namespace generator
