// The type of a file by its content, as libmagic sees it.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "handler/files/file_type.h"

struct magic_set;

namespace handler::files {

// Not thread-safe.
class ContentTypes {
 public:
  // Loads libmagic's database; ok() is false if that failed.
  ContentTypes();

  bool ok() const { return loaded_; }
  // One of our types; nothing if it is any other. Looks at the first 64 KB.
  std::optional<FileType> type_of(std::string_view bytes) const;

 private:
  struct Close {
    void operator()(magic_set* cookie) const;
  };
  std::unique_ptr<magic_set, Close> cookie_;
  bool loaded_ = false;
};

}  // namespace handler::files
