// Template files before ctemplate sees them: read, checked tag by tag with line and column,
// partials and texts inserted. An author's mistake is located, and an unsafe template is never
// compiled.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/diagnostic.h"
#include "core/page/assets.h"
#include "core/reading/texts.h"

namespace core {

// One `{{...}}` of a template file.
struct TemplateTag {
  enum class Kind { value, rendered, open, close, partial, text, asset, unknown };
  Kind kind = Kind::unknown;
  std::string name;        // "FIELD", "layout/page_start", "form.phone.label", "site.css"
  std::size_t offset = 0;  // bytes, of the first brace
  std::size_t length = 0;  // bytes, with the braces
};

struct TemplateFile {
  std::string path;  // as diagnostics show it
  std::string text;
  std::vector<TemplateTag> tags;
};

// By name: "pages/home".
using TemplateFiles = std::map<std::string, TemplateFile, std::less<>>;

// Where `length` bytes from `offset` stand in the file.
Span span_of(const TemplateFile& file, std::size_t offset, std::size_t length);

std::vector<TemplateTag> find_tags(std::string_view text);

// Reads every .html, .svg and .xml file below `folder` except static/. Reports a folder or file
// that cannot be read.
TemplateFiles read_template_files(const std::filesystem::path& folder, Diagnostics& diagnostics);

// The template `name` of checked files with all partials, texts and asset names inserted, as
// ctemplate compiles it.
std::string assemble_template(const TemplateFiles& files, const Texts& texts,
                              const AssetNames& assets, std::string_view name);

// Removes the indentation of every line, except within elements whose text browsers show as written
// (textarea, pre, script).
std::string without_indentation(std::string_view source);

}  // namespace core
