# One CMake target a folder. sunder_add_library(NAME LIBS ...) takes every *.cc of the calling folder
# but the tests; *_test.cc beside the code become one Catch2 program, registered with ctest.

add_library(sunder_options INTERFACE)
target_include_directories(sunder_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
# g++ 12 reports inlined std::string internals as maybe-uninitialized (GCC bug 105562); no sanitizer
# sees such a read.
target_compile_options(sunder_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(SUNDER_SANITIZE)
  target_compile_options(sunder_options INTERFACE -fsanitize=${SUNDER_SANITIZE} -fno-omit-frame-pointer -g1)
  target_link_options(sunder_options INTERFACE -fsanitize=${SUNDER_SANITIZE})
  if(SUNDER_SANITIZE MATCHES "undefined")
    target_compile_options(sunder_options INTERFACE -fno-sanitize-recover=undefined)
  endif()
endif()

function(sunder_add_library name)
  cmake_parse_arguments(ARG "" "" "LIBS;TEST_LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  set(test_sources ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER test_sources INCLUDE REGEX "_test\\.cc$")
  if(sources)
    add_library(sunder_${name} STATIC ${sources})
    target_link_libraries(sunder_${name} PUBLIC sunder_options ${ARG_LIBS})
  else()
    add_library(sunder_${name} INTERFACE)
    target_link_libraries(sunder_${name} INTERFACE sunder_options ${ARG_LIBS})
  endif()
  if(SUNDER_BUILD_TESTS AND test_sources)
    sunder_add_test(${name}_test SOURCES ${test_sources} LIBS sunder_${name} ${ARG_TEST_LIBS})
  endif()
endfunction()

# A Catch2 program. LABELS: `long` keeps it out of `make test`.
function(sunder_add_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS;LABELS;ARGS" ${ARGN})
  if(NOT TARGET sunder_catch_main)
    add_library(sunder_catch_main STATIC ${CMAKE_SOURCE_DIR}/tests/catch_main.cc)
    target_link_libraries(sunder_catch_main PUBLIC sunder_options)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE sunder_catch_main ${ARG_LIBS})
  target_compile_definitions(${name} PRIVATE SUNDER_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name} ${ARG_ARGS})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT 600)
endfunction()

# sunder_add_connector(NAME csv FACTORY MakeCsvConnector LIBS ...): the folder's library, entered in
# the generated table of BuiltinConnectors(). FACTORY is declared in connectors/NAME/NAME_connector.h
# as `std::unique_ptr<Connector> FACTORY();` in namespace sunder.
function(sunder_add_connector)
  cmake_parse_arguments(ARG "" "NAME;FACTORY" "LIBS" ${ARGN})
  sunder_add_library(connector_${ARG_NAME} LIBS sunder_connectors_api sunder_connectors_decode ${ARG_LIBS}
                     TEST_LIBS sunder_conformance)
  set_property(GLOBAL APPEND PROPERTY SUNDER_CONNECTORS "${ARG_NAME}:${ARG_FACTORY}")
endfunction()
