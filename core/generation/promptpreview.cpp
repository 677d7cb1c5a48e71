#include "core/generation/promptpreview.h"

#include "core/catalogue/cataloguestore.h"
#include "core/generation/promptpreparation.h"
#include "core/generation/tokenratiostore.h"
#include "core/llm/tokenestimate.h"

#include <QJsonDocument>

namespace antiphon {

namespace {

constexpr quint64 standInSeed = 1;

QString taxonomyOf(const PlanSet& set)
{
    const QJsonObject recipe = QJsonDocument::fromJson(set.recipe).object();
    return recipe.value(QStringLiteral("taxonomy")).toObject().value(QStringLiteral("name")).toString();
}

void previewTurns(PromptPreview& preview, const PromptVersion& prompt, const Plan& plan,
                  const TrackFacts& tracks, const QStringList& texts)
{
    QList<TurnStep> steps;
    for (int i = 0; i < plan.turns.size(); ++i)
        steps << turnStep(prompt, plan, i, tracks, shippedPhraseBook());
    preview.requests = static_cast<int>(steps.size());
    for (int i = 0; i < steps.size(); ++i) {
        const QList<ChatMessage> messages = turnMessages(steps, texts.mid(0, i));
        preview.promptTokens += estimatedTokens(messages);
        if (i == preview.turn)
            preview.messages = messages;
    }
}

} // namespace

Result<TrackFacts> trackFactsOf(const Connection& connection, CatalogueId catalogue, const Plan& plan)
{
    std::vector<quint32> ordinals;
    for (const PlanTurn& turn : plan.turns)
        ordinals.insert(ordinals.end(), turn.tracks.begin(), turn.tracks.end());
    ANTIPHON_TRY_ASSIGN(const QList<Track> tracks, tracksAt(connection, catalogue, ordinals));
    TrackFacts facts;
    for (const Track& track : tracks) {
        if (track.ordinal >= facts.size())
            facts.resize(track.ordinal + 1);
        facts[track.ordinal] = {track.externalId, track.title, track.artist, track.album};
    }
    return facts;
}

Result<PromptPreview> previewPrompt(const Connection& connection, const PromptVersion& prompt,
                                    const QString& planSet, qint64 ordinal, int turn)
{
    ANTIPHON_TRY_ASSIGN(const PlanSet set, planSetByName(connection, planSet));
    ANTIPHON_TRY_ASSIGN(const Plan plan, readPlan(connection, set.id, ordinal));
    ANTIPHON_TRY_ASSIGN(const TrackFacts tracks, trackFactsOf(connection, set.catalogue, plan));
    ANTIPHON_TRY_ASSIGN(const PromptVersion prepared, preparedPrompt(connection, prompt, taxonomyOf(set)));
    const bool whole = prompt.form == PromptForm::Whole;
    if (turn < 0 || (whole ? turn > 0 : turn >= plan.turns.size()))
        return fail(ErrorCode::NotFound, QStringLiteral("turn %1").arg(turn + 1),
                    whole ? QStringLiteral("the prompt asks for the whole dialogue at once")
                          : QStringLiteral("the plan has %1 turns").arg(plan.turns.size()));
    MentionFinder finder(shippedPhraseBook());
    const QStringList texts = writeByTemplate(plan, tracks, shippedPhraseBook(), finder, standInSeed);
    PromptPreview preview;
    preview.turn = turn;
    for (const QString& text : texts)
        preview.replyTokens += estimatedTokens(text) + estimatedTokens(QStringLiteral("{\"text\": \"\"}"));
    if (whole) {
        preview.messages = wholeMessages(prepared, plan, tracks, shippedPhraseBook());
        preview.promptTokens = estimatedTokens(preview.messages);
    } else {
        previewTurns(preview, prepared, plan, tracks, texts);
    }
    ANTIPHON_TRY_ASSIGN(const TokenRatio ratio, promptTokenRatio(connection));
    preview.promptTokens = qRound64(static_cast<double>(preview.promptTokens) * ratio.value);
    preview.answersKnown = ratio.samples;
    return preview;
}

} // namespace antiphon
