antiphon_add_bench(bench_llm SOURCES bench_llm.cpp LINKS antiphon_llm)
