// Finds authors' mistakes in templates before they are compiled.
#include "core/page/template_checks.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/page/markup_checks.h"

namespace core {
namespace {

constexpr int kDeepest = 8;

// ctemplate does not treat these attributes as addresses or code, so it would escape too little.
constexpr std::array<std::string_view, 9> kUnsafeAttributes = {
    "xlink:href", "formaction", "srcdoc", "srcset", "poster", "ping", "style", "to", "values"};

Span span_of(const TemplateFile& file, const TemplateTag& tag) {
  return span_of(file, tag.offset, tag.length);
}

// The name, in lower case, of the attribute whose quoted value contains `offset`; empty outside
// attributes.
std::string attribute_around(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t quote = before.find_last_of("\"'<>");
  if (quote == std::string_view::npos || quote == 0 || before[quote] == '<' ||
      before[quote] == '>' || before[quote - 1] != '=') {
    return {};
  }
  const std::size_t start = before.find_last_of(" \t\n", quote - 1) + 1;
  return ascii_lower(before.substr(start, quote - 1 - start));
}

// True if the quoted value that contains `offset` begins with '#': it stays a fragment of the
// page's own address, whatever is filled in.
bool is_fragment(std::string_view text, std::size_t offset) {
  const std::size_t quote = text.substr(0, offset).find_last_of("\"'<>");
  return quote != std::string_view::npos && text[quote + 1] == '#';
}

bool is_unsafe(const std::string& attribute, std::string_view text, std::size_t offset) {
  if (attribute == "formaction" && is_fragment(text, offset)) return false;
  return attribute.starts_with("on") || contains(kUnsafeAttributes, attribute);
}

// Everything that tags may refer to.
struct Known {
  const TemplateFiles& files;
  const Texts& texts;
  const AssetNames& assets;
};

std::vector<std::string> names_of(const auto& map) {
  std::vector<std::string> names;
  names.reserve(map.size());
  for (const auto& [name, unused] : map) names.push_back(name);
  return names;
}

void check_tag(const Known& known, const TemplateFile& file, const TemplateTag& tag,
               Diagnostics& diagnostics) {
  using TagKind = TemplateTag::Kind;
  if (tag.kind == TagKind::unknown) {
    diagnostics.error(span_of(file, tag), "template.unknown-tag", say("this is not a tag"),
                      say("use {{NAME}}, {{#NAME}}, {{/NAME}}, {{>folder/file}}, {{t:text.key}} or "
                          "{{a:file.css}}"));
  } else if (tag.kind == TagKind::partial && !known.files.contains(tag.name)) {
    diagnostics.error(span_of(file, tag), "template.unknown-partial",
                      say("there is no template '{name}'", {{"name", tag.name}}),
                      did_you_mean(tag.name, names_of(known.files)));
  } else if (tag.kind == TagKind::text && !known.texts.has(tag.name)) {
    diagnostics.error(span_of(file, tag), "template.unknown-text",
                      say("the catalogue has no text '{name}'", {{"name", tag.name}}),
                      did_you_mean(tag.name, known.texts.keys()));
  } else if (tag.kind == TagKind::asset && !known.assets.contains(tag.name)) {
    diagnostics.error(span_of(file, tag), "template.unknown-asset",
                      say("static/ has no file '{name}'", {{"name", tag.name}}),
                      did_you_mean(tag.name, names_of(known.assets)));
  } else if (tag.kind == TagKind::value) {
    const std::string attribute = attribute_around(file.text, tag.offset);
    if (is_unsafe(attribute, file.text, tag.offset)) {
      diagnostics.error(span_of(file, tag), "template.unsafe-attribute",
                        say("no value may stand in the attribute '{name}'", {{"name", attribute}}));
    }
  } else if (tag.kind == TagKind::rendered && !attribute_around(file.text, tag.offset).empty()) {
    diagnostics.error(span_of(file, tag), "template.unsafe-attribute",
                      say("no rendered part may stand in an attribute"));
  }
}

void check_sections(const TemplateFile& file, Diagnostics& diagnostics) {
  std::vector<const TemplateTag*> open;
  for (const TemplateTag& tag : file.tags) {
    if (tag.kind == TemplateTag::Kind::open) open.push_back(&tag);
    if (tag.kind != TemplateTag::Kind::close) continue;
    if (open.empty() || open.back()->name != tag.name) {
      const Sentence hint = open.empty() ? say("no section is open here")
                                         : say("open here: {name}", {{"name", open.back()->name}});
      diagnostics.error(span_of(file, tag), "template.section",
                        say("the section {name} ends where it did not begin", {{"name", tag.name}}),
                        hint);
      return;
    }
    open.pop_back();
  }
  for (const TemplateTag* tag : open) {
    diagnostics.error(span_of(file, *tag), "template.section",
                      say("the section {name} never ends", {{"name", tag->name}}),
                      say("close it in this file"));
  }
}

// Follows the partials of one file; `path` holds the names on the way.
void check_depth(const TemplateFiles& files, const TemplateFile& file,
                 std::vector<std::string>& path, Diagnostics& diagnostics) {
  for (const TemplateTag& tag : file.tags) {
    const auto found = files.find(tag.name);
    if (tag.kind != TemplateTag::Kind::partial || found == files.end()) continue;
    const auto begin = std::ranges::find(path, tag.name);
    if (begin != path.end()) {
      std::vector<std::string> circle(begin, path.end());
      circle.push_back(tag.name);
      diagnostics.error(span_of(file, tag), "template.partial-circle",
                        say("partials in a circle: {names}", {{"names", joined(circle, " > ")}}));
    } else if (static_cast<int>(path.size()) > kDeepest) {
      diagnostics.error(span_of(file, tag), "template.partial-depth",
                        say("partials are nested deeper than {count}", {{"count", kDeepest}}));
    } else {
      path.push_back(tag.name);
      check_depth(files, found->second, path, diagnostics);
      path.pop_back();
    }
  }
}

}  // namespace

void check_template_files(const TemplateFiles& files, const Texts& texts, const AssetNames& assets,
                          Diagnostics& diagnostics) {
  const Known known{files, texts, assets};
  for (const auto& [name, file] : files) {
    for (const TemplateTag& tag : file.tags) check_tag(known, file, tag, diagnostics);
    check_sections(file, diagnostics);
    check_markup(file, diagnostics);
    std::vector<std::string> path = {name};
    check_depth(files, file, path, diagnostics);
  }
}

}  // namespace core
