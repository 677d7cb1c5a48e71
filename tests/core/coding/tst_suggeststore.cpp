#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/suggestapply.h"
#include "core/corpus/corpusstore.h"
#include "tests/core/coding/codingproject.h"
#include "tests/core/coding/musictalk.h"

using namespace antiphon;

namespace {

// The sample codebook, and talk coded by ada in codes of her own.
class SuggestStore : public test::CodingProject
{
protected:
    // Twelve dialogues of six turns with two free codes, one on the user's turns and one on the system's.
    void codeTalk(const QString& by)
    {
        addSource(QStringLiteral("talk"), QList<int>(12, 6));
        if (m_asks.id.isNull()) {
            m_asks = test::named(Facet::Free, QStringLiteral("asks"));
            m_answers = test::named(Facet::Free, QStringLiteral("answers"));
            for (const Code& code : {m_asks, m_answers})
                EXPECT_OK(edit(QStringLiteral("Add"), [&]() -> Result<void> {
                    ANTIPHON_TRY(addCode(db(), code));
                    return {};
                }));
        }
        for (const DialogueId& id : talk()) {
            const QList<TurnPlace> places = turnPlaces(db(), id).value();
            for (const TurnPlace& at : places.mid(0, 4))
                put(at, at.role == Role::User ? m_asks : m_answers, by);
        }
    }
    QList<DialogueId> talk() const
    {
        const auto source = sourceByName(db(), QStringLiteral("talk")).value();
        return dialogueIds(db(), source->id).value();
    }
    SuggestModel trained(CoderId by) const
    {
        const SuggestCorpus corpus = readSuggestCorpus(db(), by, mostTurnsLearned).value();
        const ExampleSet examples = examplesOf(corpus.dialogues, corpus.codes, corpus.words, 1);
        return trainSuggestModel(examples, allOf(examples), {}, {}).value();
    }
    SuggestionVerdict verdict(const TurnPlace& at, const Code& with, bool accepted) const
    {
        return {at, with.id, QLatin1String(deviceModel), 0.934, accepted};
    }
    Result<void> decide(CoderId by, const SuggestionVerdict& verdict) const
    {
        return edit(QStringLiteral("Decide"), [&] { return decideSuggestion(db(), by, verdict); });
    }
    qint64 rows(const char* table) const
    {
        return db().integer("SELECT count(*) FROM " + std::string(table)).value();
    }

    Code m_asks;
    Code m_answers;
};

} // namespace

TEST_F(SuggestStore, ReadsNobodyElsesCodings)
{
    codeTalk(QStringLiteral("ada"));
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    for (const DialogueId& id : talk())
        put(turnPlaces(db(), id).value()[0], genre, QStringLiteral("ben"));
    const auto corpus = readSuggestCorpus(db(), coder(QStringLiteral("ada")).id, mostTurnsLearned);
    ASSERT_OK(corpus);
    EXPECT_EQ(corpus->dialogues.size(), 12u);
    EXPECT_EQ(corpus->turns, 48);
    for (const SuggestDialogue& dialogue : corpus->dialogues) {
        for (const SuggestTurn& turn : dialogue.turns)
            EXPECT_FALSE(turn.codes.contains(genre.id));
    }
    for (const LearntCode& learnt : trained(coder(QStringLiteral("ada")).id).codes)
        EXPECT_NE(learnt.code, genre.id);
}

TEST_F(SuggestStore, LearnsFromTheNewestTurnsOnly)
{
    codeTalk(QStringLiteral("ada"));
    const auto corpus = readSuggestCorpus(db(), coder(QStringLiteral("ada")).id, 9);
    ASSERT_OK(corpus);
    EXPECT_EQ(corpus->dialogues.size(), 3u) << "nine turns lie in the last three dialogues";
    const CoderId ada = coder(QStringLiteral("ada")).id;
    EXPECT_EQ(turnsCodedSince(db(), ada, 0, 1'000).value(), 48);
    EXPECT_EQ(turnsCodedSince(db(), ada, 0, 10).value(), 10);
    EXPECT_EQ(turnsCodedSince(db(), ada, now(), 10).value(), 0);
    EXPECT_EQ(turnsCodedSince(db(), CoderId::create(), 0, 10).value(), 0);
}

TEST_F(SuggestStore, KeepsTheModelOfEachCoder)
{
    codeTalk(QStringLiteral("ada"));
    const CoderId ada = coder(QStringLiteral("ada")).id;
    EXPECT_FALSE(readSuggestModel(db(), ada).value());
    const SuggestModel model = trained(ada);
    ASSERT_OK(writeSuggestModel(db(), ada, model));
    ASSERT_OK(writeSuggestModel(db(), ada, model));
    const auto read = readSuggestModel(db(), ada);
    ASSERT_OK(read);
    ASSERT_TRUE(*read);
    EXPECT_EQ(modelBytes(**read), modelBytes(model));
    EXPECT_FALSE(readSuggestModel(db(), CoderId::create()).value());
}

TEST_F(SuggestStore, SuggestsForUncodedTurnsAndMakesNoCoding)
{
    codeTalk(QStringLiteral("ada"));
    const CoderId ada = coder(QStringLiteral("ada")).id;
    EXPECT_ERROR(applySuggestions(db(), ada, {}, 1, {}), ErrorCode::NotFound);
    ASSERT_OK(writeSuggestModel(db(), ada, trained(ada)));
    const qint64 before = codings();
    const auto source = sourceByName(db(), QStringLiteral("talk")).value()->id;
    for (int again = 0; again < 2; ++again) {
        const auto run = applySuggestions(db(), ada, source, 2, {});
        ASSERT_OK(run);
        EXPECT_EQ(run->dialogues, 12);
        EXPECT_EQ(run->turns, 24);
        EXPECT_EQ(run->suggestions, 24);
        EXPECT_EQ(rows("suggestion"), 24) << "not doubled";
    }
    EXPECT_EQ(codings(), before);
    const QList<TurnPlace> places = turnPlaces(db(), talk()[0]).value();
    const auto found = storedSuggestions(db(), talk()[0], ada);
    ASSERT_OK(found);
    ASSERT_EQ(found->size(), 2);
    for (const StoredSuggestion& suggestion : *found)
        EXPECT_EQ(suggestion.code, suggestion.turn == places[4].turn ? m_asks.id : m_answers.id);
    EXPECT_TRUE(storedSuggestions(db(), talk()[0], CoderId::create())->isEmpty());
}

TEST_F(SuggestStore, AnAcceptanceIsOneStepThatUndoTakesBackWhole)
{
    codeTalk(QStringLiteral("ada"));
    const CoderId ada = coder(QStringLiteral("ada")).id;
    const TurnPlace at = turnPlaces(db(), talk()[0]).value()[4];
    const QString before = test::dumpOfRecordedTables(db());
    ASSERT_OK(decide(ada, verdict(at, m_asks, true)));
    const auto origin = db().prepare("SELECT origin, origin_detail FROM coding WHERE origin = 'suggestion'");
    ASSERT_TRUE(const_cast<Statement&>(*origin).step().value());
    EXPECT_EQ(origin->text(0), QStringLiteral("suggestion"));
    EXPECT_EQ(origin->text(1), QStringLiteral("device 0.93"));
    EXPECT_EQ(rows("suggestion_verdict"), 1);
    EXPECT_EQ(verdictCounts(db(), ada)->value(m_asks.id), (VerdictCounts{1, 0}));
    const QString after = test::dumpOfRecordedTables(db());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), after);
}

TEST_F(SuggestStore, WhatWasRefusedDoesNotComeBack)
{
    codeTalk(QStringLiteral("ada"));
    const CoderId ada = coder(QStringLiteral("ada")).id;
    ASSERT_OK(writeSuggestModel(db(), ada, trained(ada)));
    ASSERT_OK(applySuggestions(db(), ada, {}, 1, {}));
    const TurnPlace at = turnPlaces(db(), talk()[0]).value()[4];
    ASSERT_OK(decide(ada, verdict(at, m_asks, false)));
    EXPECT_EQ(storedSuggestions(db(), talk()[0], ada)->size(), 1);
    ASSERT_OK(applySuggestions(db(), ada, {}, 1, {}));
    EXPECT_EQ(storedSuggestions(db(), talk()[0], ada)->size(), 1);
    EXPECT_EQ(refusedSuggestions(db(), talk()[0], ada)->value(at.turn), QList<CodeId>{m_asks.id});
    EXPECT_EQ(verdictCounts(db(), ada)->value(m_asks.id), (VerdictCounts{0, 1}));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_TRUE(refusedSuggestions(db(), talk()[0], ada)->isEmpty());
}

TEST_F(SuggestStore, UndoingTheFirstCodingOfACoderTakesHerModelAlong)
{
    codeTalk(QStringLiteral("ada"));
    const SuggestModel model = trained(coder(QStringLiteral("ada")).id);
    const TurnPlace at = turnPlaces(db(), talk()[0]).value()[5];
    put(at, m_answers, QStringLiteral("eve"));
    const CoderId eve = coder(QStringLiteral("eve")).id;
    ASSERT_OK(writeSuggestModel(db(), eve, model));
    ASSERT_OK(replaceSuggestions(db(), eve, at.dialogue, QStringLiteral("m"),
                                 {{at.turn, m_asks.id, QStringLiteral("m"), 0.5}}));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(rows("suggestion_model"), 0);
    EXPECT_EQ(rows("suggestion"), 0);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_TRUE(checkIntegrity(db())->isEmpty());
}

TEST_F(SuggestStore, ThresholdsOfHerOwnAreEdits)
{
    codeTalk(QStringLiteral("ada"));
    const CoderId ada = coder(QStringLiteral("ada")).id;
    const auto set = [&](std::optional<float> threshold) {
        return edit(QStringLiteral("Set"), [&] { return setOwnThreshold(db(), ada, m_asks.id, threshold); });
    };
    EXPECT_ERROR(set(1.5f), ErrorCode::InvalidValue);
    ASSERT_OK(set(0.25f));
    ASSERT_OK(set(1.0f));
    EXPECT_EQ(ownThresholds(db(), ada)->value(m_asks.id), 1.0f);
    const SuggestModel model = trained(ada);
    const FeatureWords words = readFeatureWords(db()).value();
    const SuggestDialogue dialogue = readSuggestDialogue(db(), talk()[0], ada).value();
    const auto found = suggestionsForDialogue(model, words, *ownThresholds(db(), ada), dialogue);
    for (const Suggestion& suggestion : found[4])
        EXPECT_EQ(suggestion.isSure(), false);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(ownThresholds(db(), ada)->value(m_asks.id), 0.25f);
    ASSERT_OK(set(std::nullopt));
    EXPECT_TRUE(ownThresholds(db(), ada)->isEmpty());
    EXPECT_TRUE(suggestionsShown(db()).value());
    ASSERT_OK(setSuggestionsShown(db(), false));
    EXPECT_FALSE(suggestionsShown(db()).value());
}
