// Seals files into spools, and writes and reads what their parts say.
#include "handler/store/cases/file_parts.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/base/stream_seal.h"
#include "core/base/text.h"

namespace handler::store {
namespace {

// Far above every limit, and small enough to be counted with.
constexpr std::int64_t kMostFileBytes = std::int64_t{1} << 40U;

constexpr auto kPlain = static_cast<std::int64_t>(core::kSealChunk);
constexpr auto kOverhead = static_cast<std::int64_t>(core::kSealOverhead);

core::Result<SealedChunks> seal_chunks(core::StreamSealer& sealer, std::string_view plain,
                                       const std::filesystem::path& folder) {
  core::Result<core::Spool> spool = core::Spool::make(folder);
  if (!spool) return spool.failure();
  core::Hashing content;
  for (std::size_t at = 0; at < plain.size(); at += core::kSealChunk) {
    const std::string_view chunk = plain.substr(at, core::kSealChunk);
    const std::string sealed = sealer.seal(chunk, at + chunk.size() == plain.size());
    content.add(sealed);
    if (const core::Status kept = spool->append(sealed); !kept) return kept.failure();
  }
  return SealedChunks{std::move(*spool), static_cast<std::int64_t>(plain.size()),
                      core::to_hex(content.finish())};
}

std::string hex_in(const core::Json& values, const char* key) {
  return core::from_hex(cases::text_in(values, key)).value_or(std::string());
}

// The plain bytes that a reference to a file names; 0 if it is none.
std::int64_t bytes_in(const core::Json& reference) {
  if (!reference.is_object()) return 0;
  const auto is_number = [&](const char* key) {
    return reference.contains(key) && reference.at(key).is_number_integer();
  };
  const bool is_file = is_number("part") && is_number(binding::kBytes);
  return is_file ? reference.at(binding::kBytes).get<std::int64_t>() : 0;
}

}  // namespace

std::int64_t chunks_of(std::int64_t bytes) {
  return bytes / kPlain + (bytes % kPlain > 0 ? 1 : 0);
}

std::size_t sealed_size(std::int64_t bytes, std::int64_t number) {
  BANCHENG_CHECK(number >= 0 && number < chunks_of(bytes));
  return static_cast<std::size_t>(std::min(kPlain, bytes - number * kPlain) + kOverhead);
}

std::string text_of(const FileInfo& info) {
  const core::Json values = {{"bytes", info.bytes},
                             {"chunks", chunks_of(info.bytes)},
                             {"header", core::to_hex(info.header)},
                             {"key", core::to_hex(info.key)},
                             {"name", info.name},
                             {"type", info.type}};
  return values.dump();
}

core::Result<FileInfo> file_info_in(const std::string& text) {
  const core::Failure damaged{core::FailureCode::corrupt,
                              "a file is not described as it should be"};
  const core::Json values = core::Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!values.is_object() || !values.contains("bytes") || !values.at("bytes").is_number_integer())
    return damaged;
  FileInfo info{.type = cases::text_in(values, "type"), .name = cases::text_in(values, "name")};
  info.bytes = values.at("bytes").get<std::int64_t>();
  info.header = hex_in(values, "header");
  info.key = hex_in(values, "key");
  const bool is_sound =
      info.bytes > 0 && info.bytes < kMostFileBytes && info.key.size() == core::kStreamKeyBytes;
  if (!is_sound || text_of(info) != text) return damaged;
  return info;
}

core::Result<SealedFile> seal_file(std::string type, std::string name, std::string_view plain,
                                   const std::filesystem::path& folder) {
  if (plain.empty()) return core::Failure{core::FailureCode::invalid, "the file is empty"};
  if (!core::is_valid_utf8(name))
    return core::Failure{core::FailureCode::invalid, "the name of the file is no text"};
  FileInfo info{.type = std::move(type), .name = std::move(name)};
  info.bytes = static_cast<std::int64_t>(plain.size());
  info.key = core::make_stream_key();
  core::StreamSealer sealer(info.key);
  info.header = sealer.header();
  core::Result<SealedChunks> chunks = seal_chunks(sealer, plain, folder);
  if (!chunks) return chunks.failure();
  return SealedFile{std::move(info), std::make_shared<const SealedChunks>(std::move(*chunks))};
}

Part make_file_part(core::Randomness& randomness, std::string field, const SealedFile& file,
                    const std::string& seal_public_key, bool for_reporter) {
  BANCHENG_CHECK(cases::is_file(field));
  Part part =
      make_part(randomness, std::move(field), text_of(file.info), seal_public_key, for_reporter);
  part.chunks = file.chunks;
  return part;
}

std::map<std::int64_t, std::int64_t> file_sizes_in(const std::vector<cases::Event>& events) {
  std::map<std::int64_t, std::int64_t> sizes;
  for (const cases::Event& event : events) {
    for (const auto& [field, value] : event.data.items()) {
      if (const std::int64_t size = bytes_in(value); size > 0)
        sizes[value.at("part").get<std::int64_t>()] = size;
    }
  }
  return sizes;
}

std::int64_t file_bytes_of(const NewEvent& event) {
  std::int64_t sum = 0;
  for (const Part& part : event.parts) sum += part.chunks ? part.chunks->bytes : 0;
  return sum;
}

}  // namespace handler::store
