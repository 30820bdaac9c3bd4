// Processes template files before ctemplate sees them: reads them, finds tags, inserts partials and
// texts.
#include "core/page/template_source.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/check.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/page/page_template.h"

namespace core {
namespace {

constexpr std::size_t kMostBytes = 1u << 20;

bool is_upper_name(std::string_view name) {
  auto part_of_name = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name[0] >= 'A' && name[0] <= 'Z' &&
         std::ranges::all_of(name, part_of_name);
}

constexpr std::string_view kRendered = ":rendered";

// Parses the text between the braces. Authors may write only two modifiers: ":p", which keeps line
// breaks, and ":rendered".
TemplateTag tag_from(std::string_view inside) {
  using TagKind = TemplateTag::Kind;
  if (inside.starts_with("t:")) return {TagKind::text, std::string(inside.substr(2))};
  if (inside.starts_with("a:")) return {TagKind::asset, std::string(inside.substr(2))};
  if (inside.starts_with(">")) return {TagKind::partial, std::string(inside.substr(1))};
  TagKind kind = TagKind::value;
  std::string_view name = inside;
  if (inside.starts_with("#") || inside.starts_with("/")) {
    kind = inside[0] == '#' ? TagKind::open : TagKind::close;
    name.remove_prefix(1);
  } else if (inside.ends_with(":p")) {
    name.remove_suffix(2);
  } else if (inside.ends_with(kRendered)) {
    kind = TagKind::rendered;
    name.remove_suffix(kRendered.size());
  }
  if (!is_upper_name(name)) return {TagKind::unknown, std::string(inside)};
  return {kind, std::string(name)};
}

std::string_view entity_in_template(char c) {
  constexpr std::pair<char, std::string_view> kEntities[] = {
      {'&', "&amp;"},  {'<', "&lt;"},   {'>', "&gt;"},  {'"', "&quot;"},
      {'\'', "&#39;"}, {'{', "&#123;"}, {'}', "&#125;"}};
  for (const auto& [character, entity] : kEntities) {
    if (character == c) return entity;
  }
  return {};
}

bool is_placeholder_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// The length of "{date}" at the start of `text`, or 0.
std::size_t placeholder_length(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && is_placeholder_character(text[end])) ++end;
  const bool complete = end > 1 && end < text.size() && text[end] == '}';
  return text.starts_with('{') && complete ? end + 1 : 0;
}

// A text of the catalogue as template source: markup is escaped, {date} becomes {{DATE}}. A text
// cannot contain a tag.
std::string text_as_template(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = placeholder_length(text.substr(i));
    if (length > 0) {
      out += "{{" + ascii_upper(text.substr(i + 1, length - 2)) + "}}";
      i += length;
      continue;
    }
    const std::string_view entity = entity_in_template(text[i]);
    if (entity.empty()) {
      out += text[i];
    } else {
      out += entity;
    }
    ++i;
  }
  return out;
}

// The only value that is not escaped here: it was escaped when the part was rendered.
std::string rendered_value(const std::string& name) {
  return "{{" + std::string(kRenderedPrefix) + name + ":none}}";
}

// Assets exist only in the standard edition; every page sets ASSET_ROOT to its root.
std::string asset_address(const std::string& name) {
  return "{{ASSET_ROOT}}assets/" + name;
}

}  // namespace

Span span_of(const TemplateFile& file, std::size_t offset, std::size_t length) {
  const std::string_view before = std::string_view(file.text).substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return {.file = file.path,
          .line = static_cast<int>(std::ranges::count(before, '\n')) + 1,
          .column = static_cast<int>(character_count(before.substr(line_start))) + 1,
          .length = static_cast<int>(
              character_count(std::string_view(file.text).substr(offset, length)))};
}

std::vector<TemplateTag> find_tags(std::string_view text) {
  std::vector<TemplateTag> tags;
  std::size_t begin = text.find("{{");
  while (begin != std::string_view::npos) {
    const std::size_t end = text.find("}}", begin);
    const std::size_t length = end == std::string_view::npos ? 2 : end + 2 - begin;
    TemplateTag tag;
    if (end != std::string_view::npos) tag = tag_from(text.substr(begin + 2, length - 4));
    tag.offset = begin;
    tag.length = length;
    tags.push_back(std::move(tag));
    begin = text.find("{{", begin + length);
  }
  return tags;
}

TemplateFiles read_template_files(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  TemplateFiles files;
  const auto listed = list_tree(folder);
  if (!listed) {
    diagnostics.error({.file = folder.string()}, "template.unreadable",
                      as_is(listed.failure().message));
    return files;
  }
  for (const std::string& path : *listed) {
    const bool is_template =
        path.ends_with(".html") || path.ends_with(".svg") || path.ends_with(".xml");
    if (!is_template || path.starts_with("static/")) continue;
    const std::string shown = (folder / path).string();
    auto text = read_file(folder / path, kMostBytes);
    if (!text) {
      diagnostics.error({.file = shown}, "template.unreadable", as_is(text.failure().message));
      continue;
    }
    diagnostics.add_source(shown, *text);
    auto tags = find_tags(*text);
    files[path.substr(0, path.rfind('.'))] = {shown, *std::move(text), std::move(tags)};
  }
  return files;
}

std::string assemble_template(const TemplateFiles& files, const Texts& texts,
                              const AssetNames& assets, std::string_view name) {
  using TagKind = TemplateTag::Kind;
  const auto found = files.find(name);
  BANCHENG_CHECK(found != files.end());
  const std::string& text = found->second.text;
  std::string out;
  std::size_t done = 0;
  for (const TemplateTag& tag : found->second.tags) {
    const bool stays =
        tag.kind == TagKind::value || tag.kind == TagKind::open || tag.kind == TagKind::close;
    if (stays) continue;
    out.append(text, done, tag.offset - done);
    if (tag.kind == TagKind::partial) out += assemble_template(files, texts, assets, tag.name);
    if (tag.kind == TagKind::text) out += text_as_template(texts.get(tag.name));
    if (tag.kind == TagKind::asset) out += asset_address(assets.at(tag.name));
    if (tag.kind == TagKind::rendered) out += rendered_value(tag.name);
    done = tag.offset + tag.length;
  }
  return out.append(text, done);
}

std::string without_indentation(std::string_view source) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kKeptElements = {
      {{"<textarea", "</textarea"}, {"<pre", "</pre"}, {"<script", "</script"}}};
  std::string out;
  std::string_view end;  // the closing tag up to which lines are kept unchanged
  while (!source.empty()) {
    const std::string_view line =
        source.substr(0, std::min(source.find('\n'), source.size() - 1) + 1);
    const std::size_t text = std::min(line.find_first_not_of(" \t"), line.size());
    out += line.substr(end.empty() ? text : 0);
    for (const auto& [open, close] : kKeptElements) {
      if (end.empty() && line.find(open) != std::string_view::npos) end = close;
    }
    if (!end.empty() && line.rfind(end) != std::string_view::npos) end = {};
    source.remove_prefix(line.size());
  }
  return out;
}

}  // namespace core
