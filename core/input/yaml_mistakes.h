// What the strict reader reports of one file, and how many mistakes it found.
#pragma once

#include <cstddef>

#include "core/input/source_text.h"

namespace core {

// Places are byte offsets. Keeps references: source and diagnostics must outlive it. Not
// thread-safe.
class YamlMistakes {
 public:
  YamlMistakes(const SourceText& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  int count() const { return count_; }
  void report(std::size_t start, std::size_t end, const char* code, Sentence message,
              Sentence hint = {});
  // The same for a mistake that may come from a typo in its own line, in the one
  // above, or in that of `opened` or `last`: if so, the typo is what is reported (yaml.typing).
  // `opened` is the bracket around it, `last` the last value that was read.
  void report_cause(std::size_t start, std::size_t end, const char* code, Sentence message,
                    Sentence hint, std::size_t opened, std::size_t last);
  // True if a tab is reported in the indentation before `start`. yaml-cpp skips some that YAML
  // forbids; the depth of what follows is then only a guess.
  bool refuse_tab_before(std::size_t start);
  // Forms of YAML that are not used here, at their first byte.
  void refuse_anchor(std::size_t start);
  void refuse_tag(std::size_t start);
  void refuse_alias(std::size_t start, std::size_t end);
  // Warns if a comment that its author may not know for one cuts the plain text that ends here
  // (yaml.cut-text).
  void warn_of_cut_text(std::size_t end);

 private:
  const SourceText& source_;
  Diagnostics& diagnostics_;
  int count_ = 0;
};

}  // namespace core
