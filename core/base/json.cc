// The one place where nlohmann-json is compiled.
#include "core/base/json.h"

template class nlohmann::basic_json<>;
template class nlohmann::detail::serializer<nlohmann::json>;
