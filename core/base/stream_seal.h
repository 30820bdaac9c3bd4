// Seals a long run of bytes chunk by chunk, so that it is never in memory whole: libsodium's
// secretstream (XChaCha20-Poly1305). Chunks cannot be changed, left out, repeated or reordered, nor
// the end cut off, unnoticed.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// Plain bytes of each chunk but the last, by convention of all who seal files.
inline constexpr std::size_t kSealChunk = std::size_t{64} * 1024;
// What a sealed chunk is longer than its plain bytes.
inline constexpr std::size_t kSealOverhead = 17;

inline constexpr std::size_t kStreamKeyBytes = 32;

// A new random key of that length. A key seals one stream.
std::string make_stream_key();

class StreamSealer {
 public:
  explicit StreamSealer(std::string_view key);
  ~StreamSealer();
  StreamSealer(const StreamSealer&) = delete;
  StreamSealer& operator=(const StreamSealer&) = delete;

  // 24 bytes that the opener needs; not secret.
  const std::string& header() const { return header_; }
  // The next chunk. Nothing can follow the last one, which may be empty.
  std::string seal(std::string_view plain, bool last);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::string header_;
};

class StreamOpener {
 public:
  // A wrong header shows at the first chunk.
  StreamOpener(std::string_view key, std::string_view header);
  ~StreamOpener();
  StreamOpener(const StreamOpener&) = delete;
  StreamOpener& operator=(const StreamOpener&) = delete;

  // The plain bytes of the next chunk. Fails with `corrupt` if it is not the one that was sealed
  // there, or if the last one was opened already.
  Result<std::string> open(std::string_view sealed);
  // Whether the last chunk was opened: before that the stream is not whole.
  bool is_whole() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace core
