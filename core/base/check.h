// BANCHENG_CHECK: asserts a condition that is false only if this program has a bug.
#pragma once

#include <stdexcept>
#include <string>

namespace core {

// Thrown by BANCHENG_CHECK. In a command it ends the process; the handler's app catches it at the
// outermost level and answers 500 with an incident number.
struct Bug : std::logic_error {
  using std::logic_error::logic_error;
};

[[noreturn]] inline void report_bug(const char* condition, const char* file, int line) {
  throw Bug(std::string("bug: ") + condition + " at " + file + ":" + std::to_string(line));
}

}  // namespace core

#define BANCHENG_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::core::report_bug(#condition, __FILE__, __LINE__))
