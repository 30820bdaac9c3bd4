// Keeps the quotes, the form and the indentation of what is replaced.
#include "core/editing/value_edits.h"

#include <algorithm>

#include "core/editing/yaml_rendering.h"

namespace core {
namespace {

bool is_block_text(const YamlPlace& place) {
  return place.style == YamlStyle::literal || place.style == YamlStyle::folded;
}

// One replacement.
class Replacement {
 public:
  Replacement(const YamlDocument& document, const YamlSpot& spot)
      : document_(document), lines_(document.lines()), spot_(spot), place_(*spot.place) {}

  std::vector<Splice> in_flow(const YamlValue& value) const;
  std::vector<Splice> in_block(const YamlValue& value) const;

 private:
  std::string_view text() const { return document_.text; }
  YamlModel model() const {
    const bool below_key = spot_.parent != nullptr && !spot_.in_list();
    return {spot_.node, spot_.place,
            below_key ? static_cast<long>(spot_.parent_place->column) : -1};
  }
  YamlGround ground() const;
  bool on_line_of_key() const { return lines_.start(place_.begin) == lines_.start(spot_.from()); }
  std::string apart(const std::string& made, std::size_t end) const;
  std::vector<Splice> whole_file(const RenderedYaml& made) const;
  Splice first_line(const std::string& first) const;
  std::string below(const RenderedYaml& made, std::size_t at) const;
  std::vector<Splice> of_block(const RenderedYaml& made) const;

  const YamlDocument& document_;
  Lines lines_;
  const YamlSpot& spot_;
  const YamlPlace& place_;
};

// `"a"# b` is a value and a comment, `a# b` is not.
std::string Replacement::apart(const std::string& made, std::size_t end) const {
  const bool comment = end < text().size() && text()[end] == '#';
  return comment ? made + " " : made;
}

std::vector<Splice> Replacement::in_flow(const YamlValue& value) const {
  const bool in_map = !spot_.in_list();
  const bool nothing = value.kind == YamlValue::Kind::nothing;
  if (nothing && in_map) return {{spot_.from(), std::max(spot_.from(), place_.end), ""}};
  const std::string made = rendered_in_flow(value, model(), place_.style);
  if (place_.style != YamlStyle::empty)
    return {{place_.begin, place_.end, apart(made, place_.end)}};
  const std::size_t at = in_map ? spot_.from() : place_.begin;
  return {{at, at, in_map ? " " + made : made}};
}

YamlGround Replacement::ground() const {
  YamlGround ground{.in_list = spot_.parent == nullptr || spot_.in_list(),
                    .may_hold_block_texts = document_.may_hold_block_texts,
                    .indents = indents_near(document_, place_.begin)};
  if (spot_.parent == nullptr) return ground;
  ground.column = spot_.parent_place->column;
  const bool empty = place_.style == YamlStyle::empty;
  ground.content_column = empty ? ground.column + 2 : lines_.column(place_.begin);
  return ground;
}

// An empty file, or one of comments alone, gets its value as its last lines.
std::vector<Splice> Replacement::whole_file(const RenderedYaml& made) const {
  const std::string_view before = text().substr(0, place_.begin);
  const std::string end(document_.line_end);
  const std::string head = before.empty() || before.ends_with('\n') ? "" : end;
  return {{place_.begin, place_.begin, head + joined(made, end) + end}};
}

// What stands behind the key or dash. Nothing leaves no blank behind.
Splice Replacement::first_line(const std::string& first) const {
  const std::size_t from = spot_.from();
  if (place_.style == YamlStyle::empty)
    return {from, from, first.empty() ? first : " " + apart(first, from)};
  const std::size_t end = is_block_text(place_) ? place_.header_end : place_.end;
  if (spot_.parent == nullptr && lines_.begins_line(place_.begin))
    return {lines_.start(place_.begin), end, apart(first, end)};
  if (!first.empty() || spot_.parent == nullptr) return {place_.begin, end, apart(first, end)};
  const bool comment = end < text().size() && text()[end] == '#';
  if (on_line_of_key()) return {from, end, comment ? " " : ""};
  return {lines_.end(lines_.start(place_.begin) - 1), end, ""};
}

// The further lines, which end the file if nothing follows `at`.
std::string Replacement::below(const RenderedYaml& made, std::size_t at) const {
  std::string lines;
  for (const std::string& line : made.lines) lines += std::string(document_.line_end) + line;
  if (made.needs_line_end && at == text().size()) lines += document_.line_end;
  return lines;
}

// A list or map of lines is replaced with all that stands within.
std::vector<Splice> Replacement::of_block(const RenderedYaml& made) const {
  const std::size_t end = place_.entries.back().end;
  std::string all = below(made, end);
  if (spot_.parent == nullptr) return {{lines_.start(place_.begin), end, made.first + all}};
  if (on_line_of_key()) return {{place_.begin, end, made.first + all}};
  const std::size_t from = spot_.from();
  const std::string first = made.first.empty() ? "" : " " + made.first;
  return {{from, from, first}, {lines_.end(from), end, all}};
}

std::vector<Splice> Replacement::in_block(const YamlValue& value) const {
  const RenderedYaml made = rendered(value, ground(), model(), place_.style);
  if (place_.style == YamlStyle::block) return of_block(made);
  if (place_.style == YamlStyle::empty && spot_.parent == nullptr) return whole_file(made);
  const Splice first = first_line(made.first);
  if (is_block_text(place_)) {
    const std::size_t head = lines_.end(place_.header_end);
    const std::size_t end = std::max(head, place_.end);
    return {first, {head, end, below(made, end)}};
  }
  const std::size_t end = lines_.end(std::max(place_.end, spot_.from()));
  return {first, {end, end, below(made, end)}};
}

}  // namespace

std::vector<Splice> replace_value(const YamlDocument& document, const YamlSpot& spot,
                                  const YamlValue& value) {
  const Replacement replacement(document, spot);
  return spot.in_flow ? replacement.in_flow(value) : replacement.in_block(value);
}

}  // namespace core
