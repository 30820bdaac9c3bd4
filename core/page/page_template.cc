// Loads templates: ctemplate finds how each value must be escaped where it stands.
#include "core/page/page_template.h"

#include <ctemplate/template.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>

#include "core/base/check.h"
#include "core/base/text.h"
#include "core/page/template_checks.h"
#include "core/page/template_program.h"
#include "core/page/template_source.h"
#include "core/page/whole_words.h"

namespace core {
namespace {

// In bytes. A string that grows from nothing would copy a page a dozen times.
constexpr std::size_t kUsualPage = 16384;
constexpr char kEscaping[] = "{{%AUTOESCAPE context=\"HTML\"}}";

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

// The template with the escaping of each value written out; nullopt: it cannot be escaped safely.
std::optional<std::string> with_escaping(std::string_view source) {
  const std::unique_ptr<ctemplate::Template> compiled(ctemplate::Template::StringToTemplate(
      kEscaping + std::string(source), ctemplate::DO_NOT_STRIP));
  if (compiled == nullptr) return std::nullopt;
  const std::vector<std::string> values = escaped_values(*compiled);
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
    std::string source;  // of a loaded set, for templates of the handler; with its escaping
    std::optional<TemplateProgram> program;
  };
  std::map<std::string, One, std::less<>> templates;
  std::optional<Pack> pack;  // of a ready set, whose templates are entered as they are read
  std::mutex mutex;          // of a ready set: guards `templates`

  const TemplateProgram& get(std::string_view name);
};

const TemplateProgram& TemplateSet::Loaded::get(std::string_view name) {
  std::unique_lock lock(mutex, std::defer_lock);
  if (pack) lock.lock();
  const auto found = templates.find(name);
  if (found != templates.end()) return found->second.program.value();
  BANCHENG_CHECK(pack.has_value() && pack->has(name));
  Result<std::string> bytes = pack->read(name);
  if (!bytes) throw DamagedPiece(bytes.failure().message);
  // Entered when it is whole: without memory for it the next request tries again.
  One made;
  made.program.emplace(std::move(*bytes));
  return *templates.emplace(std::string(name), std::move(made)).first->second.program;
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
      std::optional<std::string> source =
          with_escaping(assemble_template(files, texts, assets, name));
      Loaded::One& one = loaded->templates[name];
      if (source) one.program = TemplateProgram::compiled(*source);
      if (!one.program) {
        found.error({.file = file.path}, "template.markup",
                    say("the markup cannot be escaped safely"),
                    say("quote every attribute that holds a value, and close every tag"));
      }
      if (source && is_of_the_handler(name)) one.source = std::move(*source);
    }
  }
  const bool failed = found.has_errors();
  diagnostics.merge(std::move(found));
  if (failed) return nullptr;
  return std::shared_ptr<const TemplateSet>(new TemplateSet(std::move(loaded)));
}

std::shared_ptr<const TemplateSet> TemplateSet::ready(Pack pack) {
  auto loaded = std::make_unique<Loaded>();
  loaded->pack = std::move(pack);
  return std::shared_ptr<const TemplateSet>(new TemplateSet(std::move(loaded)));
}

Status TemplateSet::check() const {
  if (!loaded_->pack) return success();
  for (const std::string& name : loaded_->pack->names_below("")) {
    if (const auto piece = loaded_->pack->read(name); !piece) return piece.failure();
  }
  return success();
}

Pieces TemplateSet::ready_pieces() const {
  Pieces pieces;
  for (const auto& [name, one] : loaded_->templates) {
    if (!is_of_the_handler(name)) continue;
    const auto program = TemplateProgram::compiled(without_indentation(one.source));
    pieces[name] = program->bytes();
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
  const TemplateData nothing;
  std::string page;
  page.reserve(kUsualPage);
  loaded_->get(name).fill(data, around == nullptr ? nothing : *around, page);
  return page;
}

}  // namespace core
