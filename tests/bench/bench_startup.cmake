antiphon_add_bench(bench_startup SOURCES bench_startup.cpp LINKS antiphon_base)
target_compile_definitions(bench_startup PRIVATE ANTIPHON_WINDOW="$<TARGET_FILE:antiphon>")
add_dependencies(bench_startup antiphon)
