# One folder with its rooms, one library; the same for tests and their program. A new file needs no edit here.

# Precompiled headers: the library headers that nearly every file includes took two thirds of its compile time.
# BANCHENG_PCH=OFF builds without them, which finds missing #includes (script/lint).
option(BANCHENG_PCH "Use precompiled headers" ON)
set(precompiled_headers <algorithm> <array> <atomic> <charconv> <chrono> <cstdint> <filesystem> <functional> <map> <memory>
  <mutex> <optional> <set> <span> <string> <string_view> <thread> <tuple> <unordered_map> <utility> <variant> <vector>
  <fmt/format.h> <nlohmann/json.hpp>)

# bancheng_precompile(TARGET OWNER HEADERS...): TARGET uses OWNER's precompiled headers; OWNER itself makes them.
function(bancheng_precompile target owner)
  if(NOT BANCHENG_PCH)
    return()
  endif()
  if(target STREQUAL owner)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()

# bancheng_optimize(TARGET): -O2 in a release, for a folder whose own loops take noticeable time.
function(bancheng_optimize target)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O2)
  endif()
endfunction()

# Most of a file's compile time goes into templates that its neighbours instantiate too, so the files of a library are
# compiled together, as many at a time as memory allows: 24 files take half the time of three times eight. Names
# in the anonymous namespaces of a library must therefore differ (tests/check_units.py). BANCHENG_UNITS=OFF compiles each
# file alone, which editors and clang-tidy need.
option(BANCHENG_UNITS "Compile the files of a library together" ON)
set(most_files_of_a_unit 8)
if(BANCHENG_MUCH_MEMORY)
  set(most_files_of_a_unit 24)
endif()

# bancheng_units(TARGET FILES...): compiles the FILES of TARGET together in units of like size, those of a library as one
# room, those of tests room by room.
function(bancheng_units target)
  if(NOT BANCHENG_UNITS)
    return()
  endif()
  foreach(source ${ARGN})
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${source})
    string(REGEX MATCH "^tests/[^/]+/[^/]+/" room "${path}")
    string(MAKE_C_IDENTIFIER "${target}/${room}" room)
    list(APPEND rooms ${room})
    list(APPEND files_of_${room} ${source})
  endforeach()
  list(REMOVE_DUPLICATES rooms)
  foreach(room ${rooms})
    list(LENGTH files_of_${room} count)
    math(EXPR units "(${count} + ${most_files_of_a_unit} - 1) / ${most_files_of_a_unit}")
    set(number 0)
    foreach(source ${files_of_${room}})
      math(EXPR unit "${number} * ${units} / ${count}")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${room}_${unit})
      math(EXPR number "${number} + 1")
    endforeach()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # The warning is meant for headers: a type of a source may have a member of a type of its anonymous namespace.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# bancheng_library(NAME DEPENDENCIES...): a static library of all .cc files of this folder but main.cc, and of the folders
# in it that have no CMakeLists.txt of their own. A folder that is still empty becomes an interface library.
function(bancheng_library name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  file(GLOB in_rooms CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cc)
  foreach(source ${in_rooms})
    get_filename_component(room ${source} DIRECTORY)
    if(NOT EXISTS ${room}/CMakeLists.txt)
      list(APPEND sources ${source})
    endif()
  endforeach()
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC bancheng_flags ${ARGN})
    bancheng_precompile(${name} core_base ${precompiled_headers})
    bancheng_units(${name} ${sources})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE bancheng_flags ${ARGN})
  endif()
endfunction()

# bancheng_program(NAME LIBRARY): build/bin/NAME from this folder's main.cc.
function(bancheng_program name library)
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/main.cc)
    add_executable(${name} main.cc)
    target_link_libraries(${name} PRIVATE ${library})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${BANCHENG_BIN_DIR})
  endif()
endfunction()

# bancheng_fixtures(NAME FOLDER LIBRARIES...): a library of the fixtures in FOLDER, which are all its .cc files but the
# *_test.cc. For fixtures that several test programs share, so that each is compiled once.
function(bancheng_fixtures name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cc)
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC ${ARGN} test_support)
  bancheng_precompile(${name} test_support)
  bancheng_units(${name} ${sources})
  set_property(GLOBAL APPEND PROPERTY bancheng_shared_fixtures ${sources})
endfunction()

# bancheng_test(NAME FOLDERS LIBRARIES...): one test program of all .cc files in FOLDERS, which may hold wildcards, but the
# shared fixtures.
function(bancheng_test name folders)
  list(TRANSFORM folders PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(TRANSFORM folders APPEND /*.cc)
  file(GLOB sources CONFIGURE_DEPENDS ${folders})
  get_property(shared GLOBAL PROPERTY bancheng_shared_fixtures)
  list(REMOVE_ITEM sources ${shared})
  if(sources)
    add_executable(${name} ${sources} $<TARGET_OBJECTS:stopping>)
    target_link_libraries(${name} PRIVATE ${ARGN} test_support)
    bancheng_precompile(${name} test_support)
    bancheng_units(${name} ${sources})
    target_compile_definitions(${name} PRIVATE BANCHENG_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    # Much more than any test needs, even on a slow machine.
    set_tests_properties(${name} PROPERTIES TIMEOUT 3600)
  endif()
endfunction()
