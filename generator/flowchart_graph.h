// Where the flowchart's boxes go: the only home of graphviz, which is given sizes and gives back
// places.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/base/result.h"

namespace generator {

// Sizes in SVG user units.
struct Size {
  double width = 0;
  double height = 0;
};

// Upper left corner; y grows downwards.
struct Place {
  double x = 0;
  double y = 0;
};

// A column of nodes from top to bottom; `side` is what stands right of one of them (height 0:
// nothing).
struct GraphRow {
  Size main;
  Size side;
};

struct GraphGaps {
  double across = 0;  // between a node and what stands right of it
  double down = 0;    // between rows
};

struct RowPlace {
  Place main;
  Place side;
};

// Owns graphviz' context, which is slow to make and may be used by one thread at a time.
class ChartGraph {
 public:
  ChartGraph();
  ~ChartGraph();
  ChartGraph(const ChartGraph&) = delete;
  ChartGraph& operator=(const ChartGraph&) = delete;

  // One place per row; the leftmost and topmost are 0. Equal input gives equal output. Fails with
  // `unavailable` if graphviz has no dot layout (its plug-ins are missing).
  core::Result<std::vector<RowPlace>> place(const std::vector<GraphRow>& rows,
                                            const GraphGaps& gaps);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace generator
