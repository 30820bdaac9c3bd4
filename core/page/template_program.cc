// Divides a template into steps, and follows them.
#include "core/page/template_program.h"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "core/base/check.h"
#include "core/page/template_escaping.h"

namespace core {
namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr std::string_view kBlanks = " \t\n\v\f\r";

enum class StepKind : std::uint32_t { text, value, section };

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(kBlanks), line.size());
  line.remove_prefix(begin);
  return line.substr(0, line.find_last_not_of(kBlanks) + 1);
}

bool is_of_section(std::string_view tag) {
  return tag.starts_with('#') || tag.starts_with('/');
}

// Whether the begin or end of a section is all of it.
bool is_only_section(std::string_view line) {
  return line.starts_with(kOpen) && is_of_section(line.substr(kOpen.size())) &&
         line.find(kClose) == line.size() - kClose.size();
}

std::string without_blank_lines(std::string_view source) {
  std::string out;
  out.reserve(source.size());
  while (!source.empty()) {
    const std::string_view line = source.substr(0, source.find('\n'));
    const std::string_view whole = source.substr(0, line.size() + 1);
    const std::string_view inner = trimmed(line);
    if (!inner.empty()) out += is_only_section(inner) ? inner : whole;
    source.remove_prefix(whole.size());
  }
  return out;
}

}  // namespace

// Without unused bytes: equal templates have equal bytes.
struct TemplateProgram::Step {
  NameKey name;  // of a value or section
  StepKind kind = StepKind::text;
  Escaping escaping = Escaping::none;  // of a value
  std::uint32_t at = 0;                // of a text: where it begins among the texts
  std::uint32_t length = 0;            // of a text: its bytes; of a section: the steps in it
};

// Which names a page's data and its frame have: they have so many that TemplateData's own bits tell
// little, and each section of a template asks for them.
struct TemplateProgram::Names {
  explicit Names(const TemplateData& data) {
    data.each_name([this](NameKey name) { has.set(name.place()); });
  }
  std::bitset<1024> has;
};

// The data of a section's item, and what is around it.
struct TemplateProgram::Scope {
  bool may_have(NameKey name) const { return names == nullptr || names->has[name.place()]; }

  const TemplateData* data;
  const Scope* around;
  const Names* names = nullptr;  // of `data`; null: not collected
};

// Collects steps.
class TemplateProgram::Writer {
 public:
  void add_text(std::string_view text) {
    if (text.empty()) return;
    steps_.push_back({.name = NameKey(""),
                      .at = static_cast<std::uint32_t>(texts_.size()),
                      .length = static_cast<std::uint32_t>(text.size())});
    texts_ += text;
  }

  // What stands between the braces.
  bool add_tag(std::string_view tag) {
    if (tag.starts_with('/')) {
      BANCHENG_CHECK(!open_.empty());
      steps_[open_.back()].length = static_cast<std::uint32_t>(steps_.size() - open_.back() - 1);
      open_.pop_back();
      return true;
    }
    if (tag.starts_with('#')) {
      open_.push_back(steps_.size());
      steps_.push_back({.name = NameKey(tag.substr(1)), .kind = StepKind::section});
      return true;
    }
    const std::size_t colon = std::min(tag.find(':'), tag.size() - 1);
    const std::optional<Escaping> escaping = escaping_of(tag.substr(colon + 1));
    if (!escaping) return false;
    steps_.push_back(
        {.name = NameKey(tag.substr(0, colon)), .kind = StepKind::value, .escaping = *escaping});
    return true;
  }

  std::string bytes() const {
    BANCHENG_CHECK(open_.empty());
    const std::uint64_t count = steps_.size();
    std::string bytes;
    const auto add = [&bytes](const auto& number) {
      bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    add(count);
    for (const Step& step : steps_) add(step);
    return bytes + texts_;
  }

 private:
  std::vector<Step> steps_;
  std::vector<std::size_t> open_;
  std::string texts_;
};

std::optional<TemplateProgram> TemplateProgram::compiled(std::string_view source) {
  static_assert(std::has_unique_object_representations_v<Step>);
  const std::string lines = without_blank_lines(source);
  Writer writer;
  std::string_view rest = lines;
  for (std::size_t open = rest.find(kOpen); open != std::string_view::npos;
       open = rest.find(kOpen)) {
    writer.add_text(rest.substr(0, open));
    rest.remove_prefix(open + kOpen.size());
    const std::string_view tag = rest.substr(0, rest.find(kClose));
    if (!writer.add_tag(tag)) return std::nullopt;
    rest.remove_prefix(std::min(tag.size() + kClose.size(), rest.size()));
  }
  writer.add_text(rest);
  return TemplateProgram(writer.bytes());
}

TemplateProgram::TemplateProgram(std::string bytes) : bytes_(std::move(bytes)) {
  std::uint64_t count = 0;
  BANCHENG_CHECK(bytes_.size() >= sizeof count);
  std::memcpy(&count, bytes_.data(), sizeof count);
  BANCHENG_CHECK(count <= (bytes_.size() - sizeof count) / sizeof(Step));
  steps_ = count;
}

TemplateProgram::Step TemplateProgram::step(std::size_t number) const {
  Step step{.name = NameKey("")};
  std::memcpy(&step, bytes_.data() + sizeof(std::uint64_t) + number * sizeof step, sizeof step);
  return step;
}

std::string_view TemplateProgram::text_of(const Step& step) const {
  return std::string_view(bytes_).substr(sizeof(std::uint64_t) + steps_ * sizeof(Step) + step.at,
                                         step.length);
}

void TemplateProgram::fill(const TemplateData& data, const TemplateData& around,
                           std::string& page) const {
  const Names names_around(around);
  const Names names(data);
  const Scope frame{&around, nullptr, &names_around};
  fill(0, steps_, {&data, &frame, &names}, page);
}

void TemplateProgram::fill(std::size_t begin, std::size_t end, const Scope& scope,
                           std::string& page) const {
  for (std::size_t number = begin; number < end; ++number) {
    const Step now = step(number);
    if (now.kind == StepKind::text) {
      page.append(text_of(now));
    } else if (now.kind == StepKind::section) {
      const std::size_t last = number + now.length;
      fill_section(number + 1, last + 1, now.name, scope, page);
      number = last;
    } else {
      const std::string* value = nullptr;
      for (const Scope* at = &scope; at != nullptr && value == nullptr; at = at->around)
        if (at->may_have(now.name)) value = at->data->value(now.name);
      if (value != nullptr) append_escaped(*value, now.escaping, page);
    }
  }
}

// The nearest data that has the section decides. Items see what is around the list that they are
// in; a section that is shown without items is filled once.
void TemplateProgram::fill_section(std::size_t begin, std::size_t end, NameKey name,
                                   const Scope& scope, std::string& page) const {
  for (const Scope* at = &scope; at != nullptr; at = at->around) {
    if (!at->may_have(name)) continue;
    if (const std::vector<TemplateData>* items = at->data->items(name)) {
      for (const TemplateData& item : *items) fill(begin, end, {&item, at}, page);
      return;
    }
    if (at->data->shows(name)) return fill(begin, end, scope, page);
  }
}

}  // namespace core
