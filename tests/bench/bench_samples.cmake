antiphon_add_bench(bench_samples
    SOURCES bench_samples.cpp stopwatch.h
    LINKS antiphon_generation)
