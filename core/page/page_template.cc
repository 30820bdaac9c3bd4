// Pages from templates: compiling and rendering with ctemplate, which is known nowhere else.
#include "core/page/page_template.h"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <iterator>

#include "core/base/check.h"
#include "core/page/template_source.h"

namespace core {

TemplateData& TemplateData::set(std::string name, std::string value) {
  values_.emplace_back(std::move(name), std::move(value));
  return *this;
}

TemplateData& TemplateData::set(std::string name, int value) {
  return set(std::move(name), std::to_string(value));
}

TemplateData& TemplateData::set(const std::string& name, const Rendered& part) {
  return set(std::string(kRenderedPrefix) + name, part.markup());
}

TemplateData& TemplateData::set_optional(const std::string& name, const std::string& value) {
  if (value.empty()) return *this;
  return set(name, value).show("HAS_" + name);
}

TemplateData& TemplateData::show(std::string section) {
  shown_.push_back(std::move(section));
  return *this;
}

TemplateData& TemplateData::show_if(bool condition, std::string section) {
  return condition ? show(std::move(section)) : *this;
}

TemplateData& TemplateData::add(const std::string& section) {
  return sections_[section].emplace_back();
}

TemplateData& TemplateData::merge(TemplateData other) {
  std::move(other.values_.begin(), other.values_.end(), std::back_inserter(values_));
  std::move(other.shown_.begin(), other.shown_.end(), std::back_inserter(shown_));
  sections_.merge(other.sections_);
  // What is left has a name that is here already.
  for (auto& [name, items] : other.sections_) {
    auto& mine = sections_.at(name);
    std::move(items.begin(), items.end(), std::back_inserter(mine));
  }
  return *this;
}

namespace {

constexpr char kEscaping[] = "{{%AUTOESCAPE context=\"HTML\"}}";

ctemplate::TemplateString as_name(const std::string& text) {
  return {text.data(), text.size()};
}

// Values are not copied: `data` outlives the dictionary.
void fill(ctemplate::TemplateDictionary& dictionary, const TemplateData& data) {
  for (const auto& [name, value] : data.values()) {
    dictionary.SetValueWithoutCopy(as_name(name), as_name(value));
  }
  for (const std::string& section : data.shown()) {
    // A section that has items is shown by them; once more would repeat it empty.
    if (!data.sections().contains(section)) dictionary.ShowSection(as_name(section));
  }
  for (const auto& [section, items] : data.sections()) {
    for (const TemplateData& item : items) {
      fill(*dictionary.AddSectionDictionary(as_name(section)), item);
    }
  }
}

AssetNames known_assets(const std::filesystem::path& folder, const AssetNames& published,
                        Diagnostics& diagnostics) {
  AssetNames known = published;
  Result<AssetNames> own = read_asset_names(folder);
  if (own) {
    known.merge(*own);
  } else {
    diagnostics.error({.file = folder.string()}, "template.unreadable", own.failure().message);
  }
  return known;
}

}  // namespace

struct TemplateSet::Loaded {
  std::map<std::string, std::unique_ptr<ctemplate::Template>, std::less<>> templates;
};

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
      const std::string source = kEscaping + assemble_template(files, texts, assets, name);
      std::unique_ptr<ctemplate::Template> compiled(
          ctemplate::Template::StringToTemplate(source, ctemplate::STRIP_BLANK_LINES));
      if (!compiled) {
        found.error({.file = file.path}, "template.markup", "the markup cannot be escaped safely",
                    "quote every attribute that holds a value, and close every tag");
      }
      loaded->templates.emplace(name, std::move(compiled));
    }
  }
  const bool failed = found.has_errors();
  diagnostics.merge(std::move(found));
  if (failed) return nullptr;
  return std::shared_ptr<const TemplateSet>(new TemplateSet(std::move(loaded)));
}

Rendered TemplateSet::render_part(std::string_view name, const TemplateData& data) const {
  return Rendered(render(name, data));
}

std::string TemplateSet::render(std::string_view name, const TemplateData& data) const {
  const auto found = loaded_->templates.find(name);
  BANCHENG_CHECK(found != loaded_->templates.end());
  ctemplate::TemplateDictionary dictionary("page");
  fill(dictionary, data);
  std::string page;
  BANCHENG_CHECK(found->second->ExpandWithData(&page, &dictionary, nullptr));
  return page;
}

}  // namespace core
