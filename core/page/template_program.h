// A template as the steps that fill it with data: names are hashed and sections have their ends
// when it is published, so that a request only follows the steps.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/page/template_data.h"

namespace core {

// Immutable; filling is thread-safe.
class TemplateProgram {
 public:
  // `source` holds text, sections that close, and values that say how they are escaped:
  // "{{TITLE:h}}" (template_escaping.h). Blank lines go, and so do the blanks and the line break
  // around the begin or end of a section that stands alone on its line. nullopt: a value may not
  // stand where it does.
  static std::optional<TemplateProgram> compiled(std::string_view source);
  // The bytes() of another; a program of the same build must have written them.
  explicit TemplateProgram(std::string bytes);

  const std::string& bytes() const { return bytes_; }
  // Appends the filled template. Values and sections that `data` lacks are looked up in `around`.
  void fill(const TemplateData& data, const TemplateData& around, std::string& page) const;

 private:
  struct Step;
  struct Names;
  struct Scope;
  class Writer;

  Step step(std::size_t number) const;
  std::string_view text_of(const Step& step) const;
  void fill(std::size_t begin, std::size_t end, const Scope& scope, std::string& page) const;
  void fill_section(std::size_t begin, std::size_t end, NameKey name, const Scope& scope,
                    std::string& page) const;

  // The number of steps, the steps, and their texts one behind the other. They are used as they
  // were published: a process for one request takes no time to read them.
  std::string bytes_;
  std::size_t steps_ = 0;
};

}  // namespace core
