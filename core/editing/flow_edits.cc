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
      : document_(document), lines_(document.lines()), flow_(flow), entries_(flow.place->entries) {}

  std::vector<Splice> insert(std::size_t at, const std::string& key, const YamlValue& value) const;
  std::vector<Splice> move(std::size_t from, std::size_t to) const;
  std::vector<Splice> remove(std::size_t at) const;

 private:
  std::string_view text() const { return document_.text; }
  std::string line_end() const { return std::string(document_.line_end); }
  std::size_t inside() const { return flow_.place->begin + 1; }
  std::size_t closing() const { return flow_.place->end - 1; }
  // Behind the entry and its comma.
  std::size_t behind(const YamlEntry& entry) const {
    return entry.comma == YamlPlace::kNone ? entry.end : entry.comma + 1;
  }
  // True if only a comment follows the entry and its comma in their line.
  bool ends_line(const YamlEntry& entry) const {
    const std::size_t next =
        std::min(text().find_first_not_of(" \t", behind(entry)), text().size());
    return next >= lines_.end(behind(entry)) || text()[next] == '#';
  }
  bool has_lines(const YamlEntry& entry) const { return entry.own_line && ends_line(entry); }
  bool has_comments() const;

  std::string new_entry(std::size_t at, const std::string& key, const YamlValue& value) const;
  std::vector<Splice> insert_last(const std::string& entry) const;
  std::vector<Splice> remove_only() const;
  std::vector<Splice> remove_lines(std::size_t at) const;
  std::vector<Splice> move_lines(const std::vector<std::size_t>& order) const;

  const YamlDocument& document_;
  Lines lines_;
  const YamlSpot& flow_;
  const std::vector<YamlEntry>& entries_;
};

std::string FlowEdit::new_entry(std::size_t at, const std::string& key,
                                const YamlValue& value) const {
  const YamlModel whole{flow_.node, flow_.place};
  if (flow_.node->kind == YamlNode::Kind::map) return flow_entry(key, value, whole.child(key));
  if (entries_.empty()) return rendered_in_flow(value, {});
  const std::size_t near = at == 0 ? 0 : at - 1;
  return rendered_in_flow(value, {&flow_.node->items[near], &entries_[near].value});
}

std::vector<Splice> FlowEdit::insert(std::size_t at, const std::string& key,
                                     const YamlValue& value) const {
  const std::string made = new_entry(at, key, value);
  if (entries_.empty()) {
    const bool comment = inside() < text().size() && text()[inside()] == '#';
    return {{inside(), inside(), comment ? made + " " : made}};
  }
  if (at == entries_.size()) return insert_last(made);
  const YamlEntry& next = entries_[at];
  if (!next.own_line || (at > 0 && !ends_line(entries_[at - 1])))
    return {{next.mark, next.mark, made + ", "}};
  const std::string indent(lines_.column(next.mark), ' ');
  return {{next.begin, next.begin, indent + made + "," + line_end()}};
}

std::vector<Splice> FlowEdit::insert_last(const std::string& made) const {
  const YamlEntry& last = entries_.back();
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
  const YamlEntry& entry = entries_[0];
  const std::string_view before = text().substr(inside(), entry.mark - inside());
  const std::string_view after = text().substr(behind(entry), closing() - behind(entry));
  const bool bare =
      before.find('#') == std::string_view::npos && after.find('#') == std::string_view::npos;
  if (bare) return {{inside(), closing(), ""}};
  return {{entry.mark, behind(entry), ""}};
}

// The whole lines of the entry. If it was the last and had no comma, the one before loses its own.
std::vector<Splice> FlowEdit::remove_lines(std::size_t at) const {
  const YamlEntry& entry = entries_[at];
  std::vector<Splice> splices{{entry.begin, lines_.next(behind(entry)), ""}};
  const bool last = at + 1 == entries_.size();
  if (last && entry.comma == YamlPlace::kNone) {
    const std::size_t comma = entries_[at - 1].comma;
    splices.push_back({comma, comma + 1, ""});
  }
  return splices;
}

std::vector<Splice> FlowEdit::remove(std::size_t at) const {
  if (entries_.size() == 1) return remove_only();
  const YamlEntry& entry = entries_[at];
  if (has_lines(entry)) return remove_lines(at);
  const std::size_t end = behind(entry);
  if (at == 0 && ends_line(entry)) return {{entry.mark, lines_.end(end), ""}};
  if (at == 0) return {{entry.mark, entries_[1].mark, ""}};
  const YamlEntry& before = entries_[at - 1];
  if (entry.own_line && at + 1 < entries_.size()) return {{entry.mark, entries_[at + 1].mark, ""}};
  if (entry.own_line && ends_line(before)) {
    std::vector<Splice> splices{{entry.mark, end, ""}};
    if (entry.comma == YamlPlace::kNone) splices.push_back({before.comma, before.comma + 1, ""});
    return splices;
  }
  // Nothing before the last comma is an entry, nothing alone is none.
  const bool needs_word = before.end == before.mark;
  if (at + 1 == entries_.size()) return {{before.end, entry.end, needs_word ? "null" : ""}};
  return {{behind(before), ends_line(entry) ? lines_.end(end) : end, ""}};
}

bool FlowEdit::has_comments() const {
  return std::ranges::any_of(entries_,
                             [this](const YamlEntry& entry) {
                               return entry.begin < entry.mark &&
                                      lines_.start(entry.mark) > entry.begin;
                             }) ||
         std::ranges::any_of(entries_, [this](const YamlEntry& entry) {
           return text()
                      .substr(behind(entry), lines_.end(behind(entry)) - behind(entry))
                      .find('#') != std::string_view::npos;
         });
}

// Lines go with their comments; the comma belongs to the place, not to the entry.
std::vector<Splice> FlowEdit::move_lines(const std::vector<std::size_t>& order) const {
  std::vector<Splice> splices;
  for (std::size_t slot = 0; slot < order.size(); ++slot) {
    if (order[slot] == slot) continue;
    const YamlEntry& to = entries_[slot];
    const YamlEntry& entry = entries_[order[slot]];
    std::string lines(text().substr(entry.begin, entry.end - entry.begin));
    const std::size_t rest = behind(entry);
    if (to.comma != YamlPlace::kNone) lines += ',';
    lines += text().substr(rest, lines_.end(rest) - rest);
    splices.push_back({to.begin, lines_.end(behind(to)), std::move(lines)});
  }
  return splices;
}

std::vector<Splice> FlowEdit::move(std::size_t from, std::size_t to) const {
  const std::vector<std::size_t> order = order_after_move(entries_.size(), from, to);
  const bool by_lines =
      std::ranges::all_of(entries_, [this](const YamlEntry& p) { return has_lines(p); });
  if (by_lines && has_comments()) return move_lines(order);
  std::vector<Splice> splices;
  for (std::size_t slot = 0; slot < order.size(); ++slot) {
    if (order[slot] == slot) continue;
    const YamlEntry& entry = entries_[order[slot]];
    const std::string moved(text().substr(entry.mark, entry.end - entry.mark));
    splices.push_back({entries_[slot].mark, entries_[slot].end, moved.empty() ? "null" : moved});
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
