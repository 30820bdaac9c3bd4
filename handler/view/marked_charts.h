// A site's flowchart with one step marked, as the ticket page and the desk show it: drawn at the
// first ask and kept, because it changes only with the published site.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/page/flowchart_layout.h"
#include "core/page/page_template.h"

namespace handler::view {

// Thread-safe. Keeps at most one drawing for each box of the chart, and one without a mark.
class MarkedCharts {
 public:
  MarkedCharts(core::FlowchartLayout layout, std::shared_ptr<const core::TemplateSet> templates);

  // The template partials/flowchart, filled; a step that has no box here (an older policy's) marks
  // nothing.
  core::Rendered with_mark(const std::string& step) const;

 private:
  core::FlowchartLayout layout_;
  std::shared_ptr<const core::TemplateSet> templates_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, core::Rendered> drawn_;
};

}  // namespace handler::view
