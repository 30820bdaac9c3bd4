// Compiles and renders templates with ctemplate, which no other file uses.
#include "core/page/page_template.h"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary_interface.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>

#include "core/base/check.h"
#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/page/template_checks.h"
#include "core/page/template_source.h"
#include "core/page/whole_words.h"

namespace core {

namespace {

// In bytes. A string that grows from nothing would copy a page a dozen times.
constexpr std::size_t kUsualPage = 16384;
// Values and sections for which room is made at once, so that the lists do not grow from one.
constexpr std::size_t kUsualValues = 6;
constexpr char kEscaping[] = "{{%AUTOESCAPE context=\"HTML\"}}";

// Searches from the end, so that the later of two equal names is found; they are rare, so no index
// is needed.
template <typename Pairs>
auto* find_last(Pairs& pairs, NameKey key) {
  const auto found = std::find_if(pairs.rbegin(), pairs.rend(),
                                  [key](const auto& pair) { return pair.first == key; });
  return found == pairs.rend() ? nullptr : &found->second;
}

}  // namespace

TemplateData& TemplateData::set(NameKey name, std::string value) {
  if (values_.empty()) values_.reserve(kUsualValues);
  bits_ |= name.bit();
  values_.emplace_back(name, std::move(value));
  return *this;
}

TemplateData& TemplateData::set(NameKey name, int value) {
  return set(name, std::to_string(value));
}

TemplateData& TemplateData::set(NameKey name, const Rendered& part) {
  return set(name.rendered(), part.markup());
}

TemplateData& TemplateData::set_optional(NameKey name, const std::string& value) {
  if (value.empty()) return *this;
  return set(name, value).show(name.has());
}

TemplateData& TemplateData::show(NameKey section) {
  if (shown_.empty()) shown_.reserve(kUsualValues);
  bits_ |= section.bit();
  shown_.push_back(section);
  return *this;
}

TemplateData& TemplateData::show_if(bool condition, NameKey section) {
  return condition ? show(section) : *this;
}

TemplateData& TemplateData::add(NameKey section) {
  bits_ |= section.bit();
  std::vector<TemplateData>* items = find_last(sections_, section);
  if (items == nullptr)
    items = &sections_.emplace_back(section, std::vector<TemplateData>()).second;
  return items->emplace_back();
}

TemplateData& TemplateData::merge(TemplateData other) {
  bits_ |= other.bits_;
  std::move(other.values_.begin(), other.values_.end(), std::back_inserter(values_));
  std::move(other.shown_.begin(), other.shown_.end(), std::back_inserter(shown_));
  for (auto& [key, items] : other.sections_) {
    if (std::vector<TemplateData>* mine = find_last(sections_, key)) {
      std::move(items.begin(), items.end(), std::back_inserter(*mine));
    } else {
      sections_.emplace_back(key, std::move(items));
    }
  }
  return *this;
}

const std::string* TemplateData::value(NameKey name) const {
  return may_have(name) ? find_last(values_, name) : nullptr;
}

const std::vector<TemplateData>* TemplateData::items(NameKey section) const {
  return may_have(section) ? find_last(sections_, section) : nullptr;
}

bool TemplateData::shows(NameKey section) const {
  return may_have(section) && contains(shown_, section);
}

namespace {

using ctemplate::TemplateString;

NameKey key_of(const TemplateString& name) {
  return NameKey(std::string_view(name.data(), name.size()));
}

// Presents our data to ctemplate directly, without a copy into ctemplate's own dictionary.
class DataView : public ctemplate::TemplateDictionaryInterface {
 public:
  DataView(const TemplateData* data, const DataView* around) : data_(data), around_(around) {}

  TemplateString GetValue(const TemplateString& variable) const override {
    const NameKey key = key_of(variable);
    for (const DataView* at = this; at != nullptr; at = at->around_) {
      if (const std::string* value = at->data_->value(key)) return {value->data(), value->size()};
    }
    return {"", 0};
  }
  bool IsHiddenSection(const TemplateString& name) const override {
    return !IsUnhiddenSection(name);
  }
  bool IsUnhiddenSection(const TemplateString& name) const override {
    const NameKey key = key_of(name);
    for (const DataView* at = this; at != nullptr; at = at->around_) {
      if (at->data_->items(key) != nullptr || at->data_->shows(key)) return true;
    }
    return false;
  }
  Iterator* CreateSectionIterator(const TemplateString& section) const override;

  // Never asked for: partials are inserted before ctemplate sees a template.
  bool IsHiddenTemplate(const TemplateString&) const override { return true; }
  const char* GetIncludeTemplateName(const TemplateString&, int) const override { return ""; }
  Iterator* CreateTemplateIterator(const TemplateString& section) const override;
  void DumpToString(std::string*, int) const override {}

 private:
  class Items;
  const TemplateData* data_;
  const DataView* around_;
};

// Iterates over the items of a section; each item also sees the values around it.
class DataView::Items : public Iterator {
 public:
  Items(const std::vector<TemplateData>* items, const DataView* around)
      : items_(items), view_(nullptr, around) {}
  bool HasNext() const override { return items_ != nullptr && next_ < items_->size(); }
  const ctemplate::TemplateDictionaryInterface& Next() override {
    view_.data_ = &(*items_)[next_++];
    return view_;
  }

 private:
  const std::vector<TemplateData>* items_;
  std::size_t next_ = 0;
  DataView view_;
};

// The nearest data that has the section decides. A section that is shown without items gets an
// empty iterator, and ctemplate then expands it once.
DataView::Iterator* DataView::CreateSectionIterator(const TemplateString& section) const {
  const NameKey key = key_of(section);
  for (const DataView* at = this; at != nullptr; at = at->around_) {
    if (const auto* items = at->data_->items(key)) return new Items(items, at);
    if (at->data_->shows(key)) break;
  }
  return new Items(nullptr, this);
}

DataView::Iterator* DataView::CreateTemplateIterator(const TemplateString&) const {
  return new Items(nullptr, this);
}

AssetNames known_assets(const std::filesystem::path& folder, const AssetNames& published,
                        Diagnostics& diagnostics) {
  AssetNames known = published;
  Result<AssetNames> own = read_asset_names(folder);
  if (own) {
    known.merge(*own);
  } else {
    diagnostics.error({.file = folder.string()}, "template.unreadable",
                      as_is(own.failure().message));
  }
  return known;
}

}  // namespace

namespace {

using Compiled = std::unique_ptr<ctemplate::Template>;

Compiled compiled(const std::string& source) {
  return Compiled(ctemplate::Template::StringToTemplate(source, ctemplate::STRIP_BLANK_LINES));
}

// The values of a compiled template in order, each with the escaping that it got: "TITLE:h".
std::vector<std::string> escaped_values(const ctemplate::Template& of) {
  constexpr std::string_view kValue = "Variable Node: ";
  std::string dump;
  of.DumpToString("", &dump);
  std::vector<std::string> values;
  for (std::string_view rest = dump; !rest.empty();) {
    const std::string_view line = take_until(rest, '\n');
    const std::size_t at = line.find(kValue);
    if (at != std::string_view::npos) values.emplace_back(line.substr(at + kValue.size()));
  }
  return values;
}

std::string_view name_in(std::string_view tag) {
  return tag.substr(0, tag.find(':'));
}

// The template with its escaping written out: finding it is half the work of compiling.
std::string with_escaping(std::string_view source, const std::vector<std::string>& values) {
  std::string out;
  auto value = values.begin();
  for (std::size_t open = source.find("{{"); open != std::string_view::npos;
       open = source.find("{{")) {
    const std::size_t close = source.find("}}", open);
    const std::string_view tag = source.substr(open + 2, close - open - 2);
    const bool is_value = tag.find_first_of("#/!") != 0;
    BANCHENG_CHECK(!is_value || (value != values.end() && name_in(*value) == name_in(tag)));
    out.append(source.substr(0, open + 2)).append(is_value ? *value++ : tag).append("}}");
    source.remove_prefix(close + 2);
  }
  BANCHENG_CHECK(value == values.end());
  return out.append(source);
}

// Folders of templates that the handler renders by name; all other templates that it needs are
// inserted in these as partials.
constexpr std::array<std::string_view, 2> kOfTheHandler = {"portal/", "desk/"};

bool is_of_the_handler(std::string_view name) {
  return std::ranges::any_of(kOfTheHandler,
                             [&](std::string_view folder) { return name.starts_with(folder); });
}

}  // namespace

struct TemplateSet::Loaded {
  struct One {
    std::string source;  // of a loaded set, for templates of the handler
    Compiled compiled;
    std::once_flag once;  // of a ready set: guards `compiled`
  };
  std::map<std::string, One, std::less<>> templates;
  std::optional<Pack> pack;

  const ctemplate::Template& get(std::string_view name);
};

const ctemplate::Template& TemplateSet::Loaded::get(std::string_view name) {
  const auto found = templates.find(name);
  BANCHENG_CHECK(found != templates.end());
  One& one = found->second;
  if (pack) {
    std::call_once(one.once, [&] {
      const Result<std::string> source = pack->read(name);
      if (!source) throw DamagedPiece(source.failure().message);
      // Its values say how they are escaped (ready_pieces).
      one.compiled = compiled(*source);
    });
  }
  BANCHENG_CHECK(one.compiled != nullptr);
  return *one.compiled;
}

TemplateSet::TemplateSet(std::unique_ptr<Loaded> loaded) : loaded_(std::move(loaded)) {}
TemplateSet::~TemplateSet() = default;

std::shared_ptr<const TemplateSet> TemplateSet::load(const std::filesystem::path& folder,
                                                     const Texts& texts, Diagnostics& diagnostics,
                                                     const AssetNames& published) {
  Diagnostics found;
  const TemplateFiles files = read_template_files(folder, found);
  const AssetNames assets = known_assets(folder, published, found);
  check_template_files(files, texts, assets, found);
  auto loaded = std::make_unique<Loaded>();
  if (!found.has_errors()) {
    for (const auto& [name, file] : files) {
      std::string source = assemble_template(files, texts, assets, name);
      Loaded::One& one = loaded->templates[name];
      one.compiled = compiled(kEscaping + source);
      if (!one.compiled) {
        found.error({.file = file.path}, "template.markup",
                    say("the markup cannot be escaped safely"),
                    say("quote every attribute that holds a value, and close every tag"));
      }
      if (is_of_the_handler(name)) one.source = std::move(source);
    }
  }
  const bool failed = found.has_errors();
  diagnostics.merge(std::move(found));
  if (failed) return nullptr;
  return std::shared_ptr<const TemplateSet>(new TemplateSet(std::move(loaded)));
}

std::shared_ptr<const TemplateSet> TemplateSet::ready(Pack pack) {
  auto loaded = std::make_unique<Loaded>();
  for (const std::string& name : pack.names_below("")) loaded->templates[name];
  loaded->pack = std::move(pack);
  return std::shared_ptr<const TemplateSet>(new TemplateSet(std::move(loaded)));
}

Status TemplateSet::check() const {
  for (const auto& [name, one] : loaded_->templates) {
    if (!loaded_->pack) break;
    if (const auto source = loaded_->pack->read(name); !source) return source.failure();
  }
  return success();
}

Pieces TemplateSet::ready_pieces() const {
  Pieces pieces;
  for (const auto& [name, one] : loaded_->templates) {
    if (!is_of_the_handler(name)) continue;
    pieces[name] = with_escaping(without_indentation(one.source), escaped_values(*one.compiled));
  }
  return pieces;
}

Rendered TemplateSet::render_part(std::string_view name, const TemplateData& data) const {
  return Rendered(expand(name, data, nullptr));
}

std::string TemplateSet::render(std::string_view name, const TemplateData& data,
                                const TemplateData* around) const {
  return with_whole_words(expand(name, data, around));
}

std::string TemplateSet::expand(std::string_view name, const TemplateData& data,
                                const TemplateData* around) const {
  const ctemplate::Template& compiled = loaded_->get(name);
  const TemplateData nothing;
  const DataView frame(around == nullptr ? &nothing : around, nullptr);
  const DataView view(&data, &frame);
  std::string page;
  page.reserve(kUsualPage);
  BANCHENG_CHECK(compiled.ExpandWithData(&page, &view, nullptr));
  return page;
}

}  // namespace core
