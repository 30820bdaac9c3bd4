// A list in brackets is edited as it is laid out: on one line, or line by line.
#include "core/editing/flow_edits.h"

#include <algorithm>

#include "core/editing/yaml_rendering.h"

namespace core {
namespace {

// One edit of one list in brackets or map in braces.
class FlowEdit {
 public:
  FlowEdit(const YamlDocument& document, const YamlSpot& flow)
      : document_(document), lines_(document.lines()), flow_(flow), parts_(flow.place->parts) {}

  std::vector<Splice> insert(std::size_t at, const std::string& key, const YamlValue& value) const;
  std::vector<Splice> move(std::size_t from, std::size_t to) const;
  std::vector<Splice> remove(std::size_t at) const;

 private:
  std::string_view text() const { return document_.text; }
  std::string line_end() const { return std::string(document_.line_end); }
  std::size_t inside() const { return flow_.place->begin + 1; }
  std::size_t closing() const { return flow_.place->end - 1; }
  // Behind the part and its comma.
  std::size_t behind(const YamlPart& part) const {
    return part.comma == YamlPlace::kNone ? part.end : part.comma + 1;
  }
  // True if only a comment follows the part and its comma in their line.
  bool ends_line(const YamlPart& part) const {
    const std::size_t next = std::min(text().find_first_not_of(" \t", behind(part)), text().size());
    return next >= lines_.end(behind(part)) || text()[next] == '#';
  }
  bool has_lines(const YamlPart& part) const { return part.own_line && ends_line(part); }
  bool has_comments() const;

  std::string entry(std::size_t at, const std::string& key, const YamlValue& value) const;
  std::vector<Splice> insert_last(const std::string& entry) const;
  std::vector<Splice> remove_only() const;
  std::vector<Splice> remove_lines(std::size_t at) const;
  std::vector<Splice> move_lines(const std::vector<std::size_t>& order) const;

  const YamlDocument& document_;
  Lines lines_;
  const YamlSpot& flow_;
  const std::vector<YamlPart>& parts_;
};

std::string FlowEdit::entry(std::size_t at, const std::string& key, const YamlValue& value) const {
  const YamlModel whole{flow_.node, flow_.place};
  if (flow_.node->kind == YamlNode::Kind::map) return flow_entry(key, value, whole.child(key));
  if (parts_.empty()) return rendered_in_flow(value, {});
  const std::size_t near = at == 0 ? 0 : at - 1;
  return rendered_in_flow(value, {&flow_.node->items[near], &parts_[near].value});
}

std::vector<Splice> FlowEdit::insert(std::size_t at, const std::string& key,
                                     const YamlValue& value) const {
  const std::string made = entry(at, key, value);
  if (parts_.empty()) {
    const bool comment = inside() < text().size() && text()[inside()] == '#';
    return {{inside(), inside(), comment ? made + " " : made}};
  }
  if (at == parts_.size()) return insert_last(made);
  const YamlPart& next = parts_[at];
  if (!next.own_line || (at > 0 && !ends_line(parts_[at - 1])))
    return {{next.mark, next.mark, made + ", "}};
  const std::string indent(lines_.column(next.mark), ' ');
  return {{next.begin, next.begin, indent + made + "," + line_end()}};
}

std::vector<Splice> FlowEdit::insert_last(const std::string& made) const {
  const YamlPart& last = parts_.back();
  const bool has_comma = last.comma != YamlPlace::kNone;
  const std::string comma = has_comma ? "," : "";
  if (!has_lines(last)) {
    const std::size_t at = behind(last);
    return {{at, at, has_comma ? " " + made + "," : ", " + made}};
  }
  const std::size_t end = lines_.end(behind(last));
  const std::string line = line_end() + std::string(lines_.column(last.mark), ' ') + made + comma;
  if (has_comma) return {{end, end, line}};
  return {{last.end, last.end, ","}, {end, end, line}};
}

std::vector<Splice> FlowEdit::remove_only() const {
  const YamlPart& part = parts_[0];
  const std::string_view before = text().substr(inside(), part.mark - inside());
  const std::string_view after = text().substr(behind(part), closing() - behind(part));
  const bool bare =
      before.find('#') == std::string_view::npos && after.find('#') == std::string_view::npos;
  if (bare) return {{inside(), closing(), ""}};
  return {{part.mark, behind(part), ""}};
}

// The whole lines of the entry. If it was the last and had no comma, the one before loses its own.
std::vector<Splice> FlowEdit::remove_lines(std::size_t at) const {
  const YamlPart& part = parts_[at];
  std::vector<Splice> splices{{part.begin, lines_.next(behind(part)), ""}};
  const bool last = at + 1 == parts_.size();
  if (last && part.comma == YamlPlace::kNone) {
    const std::size_t comma = parts_[at - 1].comma;
    splices.push_back({comma, comma + 1, ""});
  }
  return splices;
}

std::vector<Splice> FlowEdit::remove(std::size_t at) const {
  if (parts_.size() == 1) return remove_only();
  const YamlPart& part = parts_[at];
  if (has_lines(part)) return remove_lines(at);
  const std::size_t end = behind(part);
  if (at == 0 && ends_line(part)) return {{part.mark, lines_.end(end), ""}};
  if (at == 0) return {{part.mark, parts_[1].mark, ""}};
  const YamlPart& before = parts_[at - 1];
  if (part.own_line && at + 1 < parts_.size()) return {{part.mark, parts_[at + 1].mark, ""}};
  if (part.own_line && ends_line(before)) {
    std::vector<Splice> splices{{part.mark, end, ""}};
    if (part.comma == YamlPlace::kNone) splices.push_back({before.comma, before.comma + 1, ""});
    return splices;
  }
  if (at + 1 == parts_.size()) return {{before.end, part.end, ""}};
  return {{behind(before), ends_line(part) ? lines_.end(end) : end, ""}};
}

bool FlowEdit::has_comments() const {
  return std::ranges::any_of(parts_,
                             [this](const YamlPart& part) {
                               return part.begin < part.mark &&
                                      lines_.start(part.mark) > part.begin;
                             }) ||
         std::ranges::any_of(parts_, [this](const YamlPart& part) {
           return text().substr(behind(part), lines_.end(behind(part)) - behind(part)).find('#') !=
                  std::string_view::npos;
         });
}

// Lines go with their comments; the comma belongs to the place, not to the entry.
std::vector<Splice> FlowEdit::move_lines(const std::vector<std::size_t>& order) const {
  std::vector<Splice> splices;
  for (std::size_t slot = 0; slot < order.size(); ++slot) {
    if (order[slot] == slot) continue;
    const YamlPart& to = parts_[slot];
    const YamlPart& part = parts_[order[slot]];
    const std::string head(text().substr(part.begin, part.end - part.begin));
    const std::size_t rest = behind(part);
    const std::string tail(text().substr(rest, lines_.end(rest) - rest));
    const std::string comma = to.comma == YamlPlace::kNone ? "" : ",";
    splices.push_back({to.begin, lines_.end(behind(to)), head + comma + tail});
  }
  return splices;
}

std::vector<Splice> FlowEdit::move(std::size_t from, std::size_t to) const {
  std::vector<std::size_t> order(parts_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
  order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), from);
  const bool by_lines =
      std::ranges::all_of(parts_, [this](const YamlPart& p) { return has_lines(p); });
  if (by_lines && has_comments()) return move_lines(order);
  std::vector<Splice> splices;
  for (std::size_t slot = 0; slot < order.size(); ++slot) {
    if (order[slot] == slot) continue;
    const YamlPart& part = parts_[order[slot]];
    const std::string moved(text().substr(part.mark, part.end - part.mark));
    splices.push_back({parts_[slot].mark, parts_[slot].end, moved.empty() ? "null" : moved});
  }
  return splices;
}

}  // namespace

std::vector<Splice> insert_into_flow(const YamlDocument& document, const YamlSpot& flow,
                                     std::size_t at, const std::string& key,
                                     const YamlValue& value) {
  return FlowEdit(document, flow).insert(at, key, value);
}

std::vector<Splice> move_in_flow(const YamlDocument& document, const YamlSpot& flow,
                                 std::size_t from, std::size_t to) {
  return FlowEdit(document, flow).move(from, to);
}

std::vector<Splice> remove_from_flow(const YamlDocument& document, const YamlSpot& flow,
                                     std::size_t at) {
  return FlowEdit(document, flow).remove(at);
}

}  // namespace core
