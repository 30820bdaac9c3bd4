// When a certificate ends: the one thing of it that an operator must not miss.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/time/local_time.h"

namespace handler::health {

// The end of the first certificate in a PEM file (RFC 5280, 4.1.2.5); nullopt if there is none that
// can be read. Nothing else of the certificate is judged.
std::optional<core::Instant> end_of_certificate(const std::filesystem::path& file);

}  // namespace handler::health
