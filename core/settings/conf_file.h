// The syntax of bancheng.conf, the one file in which an operator sets what all programs share: a
// line `key = value` for each setting, and lines of comment.
#pragma once

#include <string>
#include <vector>

#include "core/input/diagnostic.h"

namespace core {

// Where the programs look if no other file is named.
inline constexpr const char* kConfPath = "/etc/bancheng/bancheng.conf";

struct ConfLine {
  std::string key;
  std::string value;  // never empty
  Span key_span;
  Span value_span;
};

// Reads the lines in order. Blank lines and lines that begin with '#' say nothing; a '#' after a
// blank begins a comment too. Values stand without quotes. Every line that cannot be read is
// reported, and left out. `file` is the name in messages. Pure.
std::vector<ConfLine> read_conf(const std::string& file, const std::string& text,
                                Diagnostics& diagnostics);

}  // namespace core
