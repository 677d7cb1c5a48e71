#include "core/analysis/agreementrows.h"

#include "core/analysis/coderagreement.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/statistics/descriptive.h"
#include "core/statistics/unitizing.h"

#include <cmath>

namespace antiphon {

namespace {

using statistics::Estimate;
using Values = std::array<Estimate, coefficients>;
using Sums = AgreementTally::Sums;

constexpr std::size_t mostFigures = 50'000'000; // drawn in one go
constexpr int leastReplicates = 100;            // with fewer there is no interval worth the name

struct Question
{
    AgreementRow row;
    std::vector<quint16> codes;
};

std::vector<Question> questionsOf(const CodedCorpus& corpus, std::optional<Facet> facet)
{
    Question all;
    std::vector<Question> facets;
    std::vector<Question> codes;
    for (const Facet each : {Facet::Intent, Facet::Action, Facet::Attribute, Facet::Free}) {
        Question question;
        question.row.facet = each;
        for (quint16 code = 0; code < corpus.codes.size(); ++code) {
            if (corpus.codes[code].codable && corpus.codes[code].facet == each)
                question.codes.push_back(code);
        }
        if (!question.codes.empty() && (!facet || *facet == each))
            facets.push_back(std::move(question));
    }
    for (quint16 code = 0; code < corpus.codes.size(); ++code) {
        const Code& at = corpus.codes[code];
        if (!at.codable || (facet && at.facet != *facet))
            continue;
        all.codes.push_back(code);
        Question& question = codes.emplace_back();
        question.row.facet = at.facet;
        question.row.code = code;
        question.codes = {code};
    }
    std::vector<Question> questions;
    if (!facet)
        questions.push_back(std::move(all));
    std::ranges::move(facets, std::back_inserter(questions));
    std::ranges::move(codes, std::back_inserter(questions));
    return questions;
}

statistics::UnitizedSums unitized(const Sums& sums, std::size_t coders)
{
    statistics::UnitizedSums found;
    double given = 0;
    for (std::size_t ratings = 2; ratings <= coders; ++ratings) {
        for (std::size_t with = 0; with <= ratings; ++with) {
            const double units = sums.units[ratings * (coders + 1) + with];
            found.all += units * static_cast<double>(ratings);
            found.apart +=
                units * 2 * static_cast<double>(with * (ratings - with)) / static_cast<double>(ratings - 1);
            given += units * static_cast<double>(with);
        }
    }
    found.lengths = {given};
    found.own = sums.squares + found.all - given;
    return found;
}

Estimate alphaOf(const Sums& sums, const statistics::PatternTable& patterns, const AgreementTally& tally)
{
    Estimate estimate = statistics::nominalAlpha(patterns).estimate;
    if (tally.unit() != AgreementUnit::Span)
        return estimate;
    estimate.method = "Krippendorff's alpha for unitizing, units against gaps";
    estimate.value = statistics::unitizedAlpha(unitized(sums, tally.coders()));
    if (estimate.value)
        estimate.reason.clear();
    return estimate;
}

Estimate cohenOf(const Sums& sums, const statistics::PatternTable& patterns, std::size_t coders)
{
    CodeAgreement agreement{0, patterns, {}, {}};
    if (coders == 2) {
        for (const double count :
             {sums.units[8], sums.onlyFirst, sums.units[7] - sums.onlyFirst, std::max(0.0, sums.units[6])})
            agreement.joint.push_back(std::llround(count));
    }
    return agreement.cohen();
}

Values valuesOf(const Sums& sums, const AgreementTally& tally)
{
    const statistics::PatternTable patterns = tally.patterns(sums);
    return {statistics::percentAgreement(patterns).agreement.estimate,
            cohenOf(sums, patterns, tally.coders()), statistics::fleissKappa(patterns).agreement.estimate,
            statistics::gwetAc(patterns).agreement.estimate, alphaOf(sums, patterns, tally)};
}

void add(Sums& sums, const Sums& more)
{
    for (std::size_t cell = 0; cell < sums.units.size(); ++cell)
        sums.units[cell] += more.units[cell];
    sums.onlyFirst += more.onlyFirst;
    sums.squares += more.squares;
}

// What every question adds up to with those weights.
std::vector<Sums> sumsOf(const std::vector<Question>& questions, const AgreementTally& tally,
                         std::size_t codes, const std::vector<double>& weights)
{
    const AgreementTally::Rated rated = tally.rated(weights);
    std::vector<Sums> byCode(codes);
    std::vector<Sums> found;
    for (const Question& question : questions) {
        Sums& sums = found.emplace_back(tally.none());
        for (const quint16 code : question.codes) {
            if (byCode[code].units.empty()) {
                byCode[code] = tally.none();
                tally.add(code, weights, rated, byCode[code]);
            }
            add(sums, byCode[code]);
        }
    }
    return found;
}

std::vector<AgreementRow> pointsOf(const std::vector<Question>& questions, const AgreementTally& tally,
                                   std::size_t codes)
{
    std::vector<AgreementRow> rows;
    const std::vector<Sums> sums =
        sumsOf(questions, tally, codes, std::vector<double>(tally.dialogues(), 1.0));
    for (std::size_t i = 0; i < questions.size(); ++i) {
        AgreementRow& row = rows.emplace_back(questions[i].row);
        row.estimates = valuesOf(sums[i], tally);
        row.units = statistics::percentAgreement(tally.patterns(sums[i])).agreement.units;
        row.given.assign(tally.coders(), 0);
        for (const quint16 code : questions[i].codes) {
            for (std::size_t coder = 0; coder < tally.coders(); ++coder)
                row.given[coder] += tally.given(code)[coder];
        }
    }
    return rows;
}

// Each kind of dialogue with as many draws as there are of it.
struct Draws
{
    std::vector<std::size_t> several; // rated by two coders or more
    std::vector<std::size_t> alone;   // by one

    void into(std::vector<double>& weights, Random& random) const
    {
        std::ranges::fill(weights, 0.0);
        for (const auto* kind : {&several, &alone}) {
            for (std::size_t i = 0; i < kind->size(); ++i)
                weights[(*kind)[random.below(kind->size())]] += 1;
        }
    }
};

Draws drawsOf(const AgreementTally& tally)
{
    Draws draws;
    for (std::size_t dialogue = 0; dialogue < tally.dialogues(); ++dialogue) {
        if (tally.ratings(dialogue) >= 1)
            (tally.ratings(dialogue) >= 2 ? draws.several : draws.alone).push_back(dialogue);
    }
    return draws;
}

void setInterval(Estimate& estimate, std::vector<double>& values, const statistics::BootstrapOptions& options)
{
    if (!estimate.value)
        return;
    if (values.size() * 10 < static_cast<std::size_t>(options.replicates) * 9) {
        estimate.reason = "more than one resample in ten is undefined, so there is no interval";
        return;
    }
    std::ranges::sort(values);
    estimate.low = statistics::quantileOfSorted(values, (1 - options.level) / 2);
    estimate.high = statistics::quantileOfSorted(values, (1 + options.level) / 2);
    estimate.level = options.level;
    estimate.seed = options.seed;
    estimate.method += ", dialogues resampled";
}

void setIntervals(std::vector<AgreementRow>& rows, const std::vector<double>& drawn,
                  const statistics::BootstrapOptions& options)
{
    const std::size_t width = rows.size() * coefficients;
    for (std::size_t place = 0; place < width; ++place) {
        std::vector<double> values;
        for (std::size_t at = place; at < drawn.size(); at += width) {
            if (!std::isnan(drawn[at]))
                values.push_back(drawn[at]);
        }
        setInterval(rows[place / coefficients].estimates[place % coefficients], values, options);
    }
}

void withoutIntervals(std::vector<AgreementRow>& rows, const char* reason)
{
    for (AgreementRow& row : rows) {
        for (Estimate& estimate : row.estimates) {
            if (estimate.value)
                estimate.reason = reason;
        }
    }
}

} // namespace

std::vector<AgreementRow> agreementRows(const CodedCorpus& corpus, const AgreementTally& tally,
                                        std::optional<Facet> facet)
{
    return pointsOf(questionsOf(corpus, facet), tally, static_cast<std::size_t>(corpus.codes.size()));
}

Result<std::vector<AgreementRow>> agreementRows(const CodedCorpus& corpus, const AgreementTally& tally,
                                                std::optional<Facet> facet,
                                                const statistics::BootstrapOptions& options, int threads,
                                                const CancelToken& cancel, const ProgressSink& progress)
{
    const std::vector<Question> questions = questionsOf(corpus, facet);
    const auto codes = static_cast<std::size_t>(corpus.codes.size());
    std::vector<AgreementRow> rows = pointsOf(questions, tally, codes);
    const Draws draws = drawsOf(tally);
    const auto replicates = static_cast<std::size_t>(options.replicates);
    if (draws.several.size() < 2 || options.replicates < leastReplicates) {
        withoutIntervals(rows, draws.several.size() < 2 ? "one dialogue alone gives no interval"
                                                        : "too few resamples for an interval");
        return rows;
    }
    const std::size_t width = rows.size() * coefficients;
    if (width * replicates > mostFigures)
        return fail(ErrorCode::NotPossible, QStringLiteral("The intervals"),
                    QStringLiteral("for so many codes at most %1 resamples fit").arg(mostFigures / width));
    std::vector<double> drawn(width * replicates, std::nan(""));
    std::atomic<qint64> done = 0;
    forEachIndex(replicates, threads, [&](std::size_t replicate) {
        if (cancel.isCancelled())
            return;
        Random random = Random::forKey(options.seed, replicate);
        std::vector<double> weights(tally.dialogues());
        draws.into(weights, random);
        const std::vector<Sums> sums = sumsOf(questions, tally, codes, weights);
        for (std::size_t row = 0; row < sums.size(); ++row) {
            const Values values = valuesOf(sums[row], tally);
            for (std::size_t i = 0; i < coefficients; ++i)
                drawn[replicate * width + row * coefficients + i] = values[i].value.value_or(std::nan(""));
        }
        report(progress, ++done, options.replicates, QStringLiteral("resamples"));
    });
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled);
    setIntervals(rows, drawn, options);
    return rows;
}

} // namespace antiphon
