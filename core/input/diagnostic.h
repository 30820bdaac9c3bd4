// An author's mistake with its position, and the list that collects all mistakes before a command
// stops.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/input/sentence.h"

namespace core {

// A stretch of one line. `line` and `column` count from 1; `column` and `length` count characters,
// not bytes. Line 0 stands for the whole file.
struct Span {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 1;
};

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  // "policy.unknown-tier"
  Span span;
  Sentence message;  // what is wrong
  Sentence hint;     // what to do, or empty
};

// Collects diagnostics and the texts of the files they point into. Not thread-safe.
class Diagnostics {
 public:
  void error(Span span, std::string code, Sentence message, Sentence hint = {});
  void warning(Span span, std::string code, Sentence message, Sentence hint = {});
  void add_source(std::string file, std::string text);
  // Takes over the diagnostics and sources of `other`.
  void merge(Diagnostics other);

  bool has_errors() const;
  bool empty() const { return items_.empty(); }
  // Sorted by file, line and column; equal diagnostics appear once.
  std::vector<Diagnostic> sorted() const;

  // The format of compilers: position, severity, code, message; the source line; a caret line with
  // the hint. Ends with a count. In Chinese the position is written in words.
  std::string text(Language language = Language::english) const;
  // {"diagnostics":[{"severity","code","file","line","column","length","message","hint"}],
  //  "errors":N,"warnings":N}. Only message and hint are in the language.
  std::string json(Language language = Language::english) const;

 private:
  std::vector<Diagnostic> items_;
  std::map<std::string, std::string> sources_;
};

// "did you mean 'x'?" for the candidate nearest to `word` (edit distance at most 2, or 3 for long
// words), else none.
Sentence did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace core
