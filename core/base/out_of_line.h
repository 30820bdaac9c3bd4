// Moves the copying of large values into one file. A file that holds a Site by value would
// otherwise compile the copying of each of its lists again: two thirds of what a test's object file
// held.
#pragma once

// A type's name cannot stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)

// In the class; the type is then no aggregate.
#define BANCHENG_DECLARE_COPYING(Type) \
  Type();                              \
  Type(const Type&);                   \
  Type(Type&&) noexcept;               \
  Type& operator=(const Type&);        \
  Type& operator=(Type&&) noexcept;    \
  ~Type()

// In the type's .cc file.
#define BANCHENG_DEFINE_COPYING(Type)               \
  Type::Type() = default;                           \
  Type::Type(const Type&) = default;                \
  Type::Type(Type&&) noexcept = default;            \
  Type& Type::operator=(const Type&) = default;     \
  Type& Type::operator=(Type&&) noexcept = default; \
  Type::~Type() = default

// NOLINTEND(bugprone-macro-parentheses)
