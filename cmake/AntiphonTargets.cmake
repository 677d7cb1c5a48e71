# The shapes of target that the project knows: a system library, a room of core, a test program.

# antiphon_import_library(<name> <header>): the target antiphon::<name> for a system library that brings no CMake package.
function(antiphon_import_library name header)
    find_path(${name}_INCLUDE_DIR ${header} REQUIRED)
    find_library(${name}_LIBRARY ${name} REQUIRED)
    add_library(antiphon::${name} UNKNOWN IMPORTED)
    set_target_properties(antiphon::${name} PROPERTIES
        IMPORTED_LOCATION "${${name}_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${${name}_INCLUDE_DIR}")
endfunction()

# antiphon_add_room(<room> SOURCES ... [LINKS ...]): the static library antiphon_<room> of core/<room>. LINKS are public:
# the rooms to its left and the outside libraries whose types its headers show; PRIVATE_LINKS stay inside.
function(antiphon_add_room room)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(antiphon_${room} STATIC ${ARG_SOURCES})
    target_link_libraries(antiphon_${room}
        PUBLIC antiphon_compiler Qt6::Core tl::expected ${ARG_LINKS}
        PRIVATE ${ARG_PRIVATE_LINKS})
    target_precompile_headers(antiphon_${room} REUSE_FROM antiphon_core_headers)
endfunction()

# antiphon_compile_lightly(<target>): what only drives a test is not worth a long compilation; what is tested keeps its own.
function(antiphon_compile_lightly target)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# All test programs that need no window, for the sanitizers.
add_custom_target(antiphon_headless_tests)

# antiphon_add_test(<name> SOURCES ... LINKS ... [LABELS ...] [WIDGETS]): a GoogleTest program whose cases are single ctest
# tests. WIDGETS gives it a main with a QApplication on the offscreen platform; without it, a QCoreApplication.
function(antiphon_add_test name)
    cmake_parse_arguments(ARG "WIDGETS" "" "SOURCES;LINKS;LABELS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    antiphon_compile_lightly(${name})
    if(ARG_WIDGETS)
        target_link_libraries(${name} PRIVATE antiphon_test_main_widgets)
        target_precompile_headers(${name} REUSE_FROM antiphon_test_main_widgets)
    else()
        target_link_libraries(${name} PRIVATE antiphon_test_main)
        target_precompile_headers(${name} REUSE_FROM antiphon_test_main)
    endif()
    target_link_libraries(${name} PRIVATE antiphon_compiler antiphon_test_support ${ARG_LINKS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    set(properties TIMEOUT 300)
    if(ARG_WIDGETS)
        list(APPEND ARG_LABELS window)
    else()
        add_dependencies(antiphon_headless_tests ${name})
    endif()
    if("slow" IN_LIST ARG_LABELS)
        set(properties TIMEOUT 1800)
    endif()
    if(ARG_LABELS)
        list(APPEND properties LABELS "${ARG_LABELS}")
    endif()
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES ${properties})
endfunction()
