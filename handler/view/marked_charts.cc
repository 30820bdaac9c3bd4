// Draws each marked chart once.
#include "handler/view/marked_charts.h"

#include <algorithm>
#include <utility>

namespace handler::view {

MarkedCharts::MarkedCharts(core::FlowchartLayout layout,
                           std::shared_ptr<const core::TemplateSet> templates)
    : layout_(std::move(layout)), templates_(std::move(templates)) {}

core::Rendered MarkedCharts::with_mark(const std::string& step) const {
  const bool has_box = std::any_of(layout_.boxes.begin(), layout_.boxes.end(),
                                   [&](const core::ChartBox& box) { return box.step == step; });
  const std::string marked = has_box ? step : std::string();
  const std::lock_guard lock(mutex_);
  const auto known = drawn_.find(marked);
  if (known != drawn_.end()) return known->second;
  const core::TemplateData data = core::flowchart_data(layout_, marked);
  return drawn_.emplace(marked, templates_->render_part("partials/flowchart", data)).first->second;
}

}  // namespace handler::view
