// A value, or the reason why the outside world refused it: disk, database, conflict, not found. An
// author's mistake is a Diagnostic instead, and a bug of ours a failed BANCHENG_CHECK.
#pragma once

#include <exception>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace core {

enum class FailureCode {
  not_found,    // the thing asked for does not exist
  conflict,     // another request changed it first
  refused,      // not allowed, or not allowed now
  invalid,      // the request makes no sense
  busy,         // locked or overloaded: the same call may work later
  disk_full,    // no space left
  no_access,    // the operating system denies access
  corrupt,      // stored data is damaged or contradictory
  too_new,      // written by a newer version of this program
  clock_held,   // the machine's clock is not believed: nothing is written until it is
  wrong_keys,   // the keys at hand are not those that the data were written with
  unavailable,  // any other failure of the outside world
};

// Why an operation failed. `message` is one English sentence for the operator: what failed and what
// to do.
struct Failure {
  FailureCode code = FailureCode::unavailable;
  std::string message;
};

struct Nothing {};

// Either a T or a Failure; asking for the one that it does not hold is a bug.
template <class T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that `return value;` and `return failure;` read as they should.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(T value) : state_(std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Failure failure) : state_(std::move(failure)) {}

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  const T& value() const& { return std::get<T>(state_); }
  T& value() & { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Failure& failure() const { return std::get<Failure>(state_); }

 private:
  std::variant<T, Failure> state_;
};

using Status = Result<Nothing>;

inline Status success() {
  return Nothing{};
}

// A failure on its way to the function that turns it into a Result or an exit code: where every
// step may fail, inside the store, in builds and in commands.
class Refused : public std::exception {
 public:
  explicit Refused(Failure why) : failure(std::move(why)) {}
  Refused(FailureCode code, std::string message) : failure{code, std::move(message)} {}
  const char* what() const noexcept override { return failure.message.c_str(); }

  Failure failure;
};

// Returns the value or throws Refused.
template <class T>
T accepted(Result<T> result) {
  if (!result) throw Refused(result.failure());
  return std::move(*result);
}

// Runs `work`; returns its value, or a Status if it has none; or the failure of a Refused.
template <class Work, class... Arguments>
auto result_of(Work& work, Arguments&... arguments) {
  using Made = std::invoke_result_t<Work&, Arguments&...>;
  using Outcome = Result<std::conditional_t<std::is_void_v<Made>, Nothing, Made>>;
  try {
    if constexpr (std::is_void_v<Made>) {
      work(arguments...);
      return Outcome(Nothing{});
    } else {
      return Outcome(work(arguments...));
    }
  } catch (const Refused& refused) {
    return Outcome(refused.failure);
  }
}

}  // namespace core
