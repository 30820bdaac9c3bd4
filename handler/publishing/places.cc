// Takes the places of a build from those of a handler.
#include "handler/publishing/places.h"

namespace handler::publishing {

BuildPlaces places_of(const health::Place& place) {
  return {.generator = place.generator.empty() ? generator_beside_program() : place.generator,
          .content = place.content,
          .templates = place.templates,
          .out = place.public_folder,
          .published = place.published,
          .base_url = place.address.text(),
          .conf = place.conf};
}

}  // namespace handler::publishing
