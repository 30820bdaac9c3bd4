// Template files before ctemplate sees them: read, checked tag by tag with line and column,
// partials and texts put in place, so that an author's mistake is located and an unsafe template
// never compiles.
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

// Values of this name hold markup; no author can write it, because it is not UPPER_CASE.
inline constexpr std::string_view kRenderedPrefix = "rendered_";

// By name: "pages/home".
using TemplateFiles = std::map<std::string, TemplateFile, std::less<>>;

std::vector<TemplateTag> find_tags(std::string_view text);

// Reads every .html, .svg and .xml file below `folder` but static/; the folder or a file that
// cannot be read is a diagnostic.
TemplateFiles read_template_files(const std::filesystem::path& folder, Diagnostics& diagnostics);

// The template `name` of checked files with all partials, texts and asset names in place: what
// ctemplate compiles.
std::string assemble_template(const TemplateFiles& files, const Texts& texts,
                              const AssetNames& assets, std::string_view name);

// The same page in fewer bytes: no line begins with blanks, but in what a browser shows as it is
// written (textarea, pre, script).
std::string without_indentation(std::string_view source);

}  // namespace core
