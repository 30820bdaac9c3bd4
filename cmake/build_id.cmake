# Writes OUT, a header with the release and a hash of all sources in core and handler below ROOT. Templates that a build
# published are only filled by the same build, also between two releases.
file(GLOB_RECURSE sources ${ROOT}/core/*.cc ${ROOT}/core/*.h ${ROOT}/handler/*.cc ${ROOT}/handler/*.h)
list(SORT sources)
set(hashes "")
foreach(source ${sources})
  file(SHA256 ${source} hash)
  file(RELATIVE_PATH name ${ROOT} ${source})
  string(APPEND hashes "${name} ${hash}\n")
endforeach()
string(SHA256 hash "${hashes}")
string(SUBSTRING ${hash} 0 12 digits)
file(WRITE ${OUT} "#define BANCHENG_BUILD_ID \"${VERSION}+${digits}\"\n")
