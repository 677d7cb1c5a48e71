// What a design promises, held against the packets as they were written.
#include "core/base/random.h"
#include "core/rating/designproof.h"
#include "core/rating/studydesign.h"
#include "tests/core/rating/manykinds.h"
#include "tests/core/rating/writtendesign.h"
#include "tests/support/resultassertions.h"

#include <QSet>

#include <set>

using namespace antiphon;
using namespace antiphon::test;

namespace {

using Written = std::map<QString, QList<WrittenItem>>;

QList<SourceId> sourcesOf(const RatingProject& project, const Study& study)
{
    QList<SourceId> sources;
    const auto all = conditions(project.connection(), study.id).value();
    for (const Condition& condition : all)
        sources << condition.source;
    return sources;
}

// How a shown item is turned: its sources from the left, for counting.
using Sides = std::map<QList<SourceId>, int>;

// Conditions by position and by rater, of dialogues that are read alone.
void expectEvenConditions(const Written& written, const QList<SourceId>& sources, bool complete)
{
    std::map<int, std::map<SourceId, int>> positions;
    std::map<QString, std::map<SourceId, int>> raters;
    for (const auto& [rater, items] : written) {
        int position = 0;
        for (const WrittenItem& item : items) {
            if (item.kind != QuestionKind::Dialogue)
                continue;
            ++positions[position++][item.shown.constFirst()];
            ++raters[rater][item.shown.constFirst()];
        }
    }
    EXPECT_LE(spreadOf(raters, sources), 1);
    if (complete) {
        EXPECT_LE(spreadOf(positions, sources), 1);
    }
}

QList<SourceId> sortedSources(QList<SourceId> sources)
{
    std::sort(sources.begin(), sources.end());
    return sources;
}

// Of pairs and best-worsts: each condition at each place equally often, to one, of each item, and where that
// is promised for each rater and over the whole design.
void expectEvenSides(const Written& written, bool ofRaters, bool overAll)
{
    std::map<QString, std::map<SourceId, int>> leftOfRater; // key: rater and the conditions shown
    std::map<QString, std::map<SourceId, int>> leftOfItem;
    std::map<QString, std::map<SourceId, int>> leftInAll;
    std::map<QString, QList<SourceId>> shown;
    for (const auto& [rater, items] : written) {
        for (const WrittenItem& item : items) {
            if (item.kind == QuestionKind::Dialogue)
                continue;
            const QList<SourceId> all = sortedSources(item.shown);
            QString names = kindWord(item.kind);
            for (const SourceId& source : all)
                names += source.toText();
            for (qsizetype place = 0; place < item.shown.size(); ++place) {
                const QString at = names + QString::number(place);
                shown[at] = all;
                ++leftOfRater[rater + at][item.shown.at(place)];
                ++leftOfItem[item.item.toText() + at][item.shown.at(place)];
                ++leftInAll[at][item.shown.at(place)];
            }
        }
    }
    for (const auto& [counts, check] :
         {std::pair(&leftOfRater, ofRaters), std::pair(&leftOfItem, true), std::pair(&leftInAll, overAll)}) {
        for (const auto& [key, own] : *counts) {
            for (const auto& [names, all] : shown) {
                if (check && key.endsWith(names)) {
                    EXPECT_LE(spreadOf(std::map<int, std::map<SourceId, int>>{{0, own}}, all), 1)
                        << key.toStdString();
                }
            }
        }
    }
}

std::map<ItemId, int> ratingsOf(const Written& written)
{
    std::map<ItemId, int> ratings;
    for (const auto& [rater, items] : written) {
        for (const WrittenItem& item : items)
            ++ratings[item.item];
    }
    return ratings;
}

StudyDefinition drawnDefinition(const RatingProject& project, int sources, Random& random)
{
    StudyDefinition definition = project.definition();
    definition.itemsPerSource = 1 + static_cast<int>(random.below(static_cast<quint64>(60 / sources / 2)));
    definition.raters = numberedRaters(1 + static_cast<int>(random.below(12)));
    definition.matching = Matching::None;
    definition.seed = random.next();
    const QList<Criterion> kinds = manyKindsDefinition().criteria;
    if (random.chance(0.5) && definition.itemsPerSource >= sources - 1)
        definition.criteria << kinds.at(2);
    if (random.chance(0.4) && sources >= 3 && sources <= 5)
        definition.criteria << kinds.at(3);
    if (random.chance(0.5)) {
        definition.rules.ratingsPerItem =
            1 + static_cast<int>(random.below(static_cast<quint64>(definition.raters.size())));
        definition.rules.overlap = static_cast<int>(random.below(3));
    }
    return definition;
}

} // namespace

TEST(WrittenDesign, HoldsForRandomStudies)
{
    Random random(2026);
    for (int round = 0; round < 24; ++round) {
        const int sources = 2 + round % 5;
        RatingProject project(100 / sources, sources);
        const StudyDefinition definition = drawnDefinition(project, sources, random);
        const int raters = static_cast<int>(definition.raters.size());
        const int ratings = definition.rules.ratingsPerItem == 0 ? raters : definition.rules.ratingsPerItem;
        const bool complete = ratings == raters;
        SCOPED_TRACE(QStringLiteral("%1 sources, %2 items, %3 raters, %4 ratings, overlap %5")
                         .arg(sources)
                         .arg(definition.itemsPerSource)
                         .arg(raters)
                         .arg(ratings)
                         .arg(definition.rules.overlap)
                         .toStdString());
        const Study study = project.frozenStudy(definition);
        const QStringList paths = project.makePacketsOf(study);
        const Written written = writtenDesign(project, study, paths);
        expectEvenConditions(written, sourcesOf(project, study), complete);
        expectEvenSides(written, true, true);
        const auto counts = ratingsOf(written);
        EXPECT_EQ(static_cast<qsizetype>(counts.size()), studyItems(project.connection(), study.id)->size());
        for (const auto& [item, count] : counts)
            EXPECT_TRUE(count == ratings || (count == raters && definition.rules.overlap > 0)) << count;
        const DesignProof proof = designProof(project.connection(), study).value();
        EXPECT_LE(proof.itemSides, 1);
        if (complete) {
            EXPECT_TRUE(proof.holds());
        }
    }
}

TEST(WrittenDesign, AnswersAreLoggedInTheOrderShown)
{
    RatingProject project(30, 3);
    StudyDefinition definition = project.definition();
    definition.criteria << manyKindsDefinition().criteria.mid(2);
    const Study study = project.frozenStudy(definition);
    const QStringList paths = project.makePacketsOf(study);
    for (const QString& path : paths) {
        const Packet packet = readPacket(path).value();
        const QString answers = project.answer(path, 3);
        QList<PublicItemId> order;
        const AnswerFile file = readAnswers(answers, packet.answerKey).value();
        for (const GivenAnswer& given : file.given) {
            if (!order.contains(given.item))
                order << given.item;
        }
        EXPECT_EQ(order, packet.order);
        ASSERT_OK(collectAnswers(project.connection(), project.actor, answers));
    }
    const DesignProof proof = designProof(project.connection(), study).value();
    EXPECT_TRUE(proof.holds());
    QStringList titles;
    for (const ExposureTable& table : proof.tables)
        titles << table.title;
    EXPECT_EQ(titles.join(QLatin1String(", ")),
              QStringLiteral("Conditions by position, Conditions by rater, Neighbours, Sides of pairs, "
                             "Sides of pairs by rater, Places of best-worsts, Criteria by place"));
}

namespace {

struct LateCase
{
    QuestionKind kind;
    int raters;
    int ratings; // 0: all
};

StudyDefinition onlyOf(const RatingProject& project, const LateCase& one)
{
    StudyDefinition definition = project.definition();
    const QList<Criterion> kinds = manyKindsDefinition().criteria;
    if (one.kind != QuestionKind::Dialogue)
        definition.criteria = {kinds.at(one.kind == QuestionKind::Pair ? 2 : 3)};
    definition.raters = numberedRaters(one.raters);
    definition.rules.ratingsPerItem = one.ratings;
    definition.itemsPerSource = 8;
    definition.matching = Matching::None;
    return definition;
}

// Items of one group are dealt out together: those of the same conditions.
QString groupOf(const StudyItem& item)
{
    QString group = kindWord(item.kind);
    const QList<ItemDialogue> shown = dialoguesOf(item);
    for (const ItemDialogue& one : shown)
        group += one.source.toText();
    return group;
}

} // namespace

TEST(WrittenDesign, LateRatersFillTheLeastFilledCells)
{
    for (const LateCase& one :
         {LateCase{QuestionKind::Pair, 3, 0}, LateCase{QuestionKind::Pair, 4, 2},
          LateCase{QuestionKind::Pair, 5, 3}, LateCase{QuestionKind::BestWorst, 2, 0},
          LateCase{QuestionKind::BestWorst, 5, 2}, LateCase{QuestionKind::Dialogue, 4, 0},
          LateCase{QuestionKind::Dialogue, 4, 2}}) {
        SCOPED_TRACE(
            (kindWord(one.kind) + QString::number(one.raters) + QString::number(one.ratings)).toStdString());
        RatingProject project(40, 3);
        const Study study = project.frozenStudy(onlyOf(project, one));
        QStringList paths = project.makePacketsOf(study);
        const auto items = studyItems(project.connection(), study.id).value();
        for (int late = 1; late <= 4; ++late) {
            const auto before = filledItems(project.connection(), study.id).value();
            const auto made = makePackets(project.connection(), project.actor, study, project.folder(), {},
                                          PacketForm::Program, nullptr, QStringLiteral("late-%1").arg(late));
            ASSERT_OK(made);
            paths << made->packets.constLast().path;
            const Written written = writtenDesign(project, study, paths);
            QSet<ItemId> chosen;
            for (const WrittenItem& item : written.at(QStringLiteral("late-%1").arg(late)))
                chosen.insert(item.item);
            std::map<QString, std::pair<int, int>> bounds; // the most filled taken, the least filled left
            std::map<QString, std::map<ItemId, int>> fills;
            for (const StudyItem& item : items) {
                const auto found = bounds.try_emplace(groupOf(item), std::pair(0, 1 << 30)).first;
                if (chosen.contains(item.id))
                    found->second.first = std::max(found->second.first, before.value(item.id));
                else
                    found->second.second = std::min(found->second.second, before.value(item.id));
                fills[groupOf(item)][item.id] = before.value(item.id) + (chosen.contains(item.id) ? 1 : 0);
            }
            for (const auto& [group, bound] : bounds)
                EXPECT_LE(bound.first, bound.second) << "a fuller item was taken";
            for (const auto& [group, own] : fills) {
                int low = 1 << 30;
                int high = 0;
                for (const auto& [item, count] : own) {
                    low = std::min(low, count);
                    high = std::max(high, count);
                }
                EXPECT_LE(high - low, 1);
            }
            expectEvenConditions(written, sourcesOf(project, study), one.ratings == 0);
            // Where the items left are few, their own sides come first.
            expectEvenSides(written, one.ratings == 0, one.ratings == 0);
        }
    }
}

TEST(WrittenDesign, WhatADroppedRaterLeftOfPairsIsHandedOn)
{
    RatingProject project(40, 3);
    const Study study = project.frozenStudy(onlyOf(project, {QuestionKind::BestWorst, 4, 2}));
    const QStringList paths = project.makePacketsOf(study);
    const QString rater = readPacket(paths.at(1))->rater;
    ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(paths.at(1), 1, 2)));
    const auto dropped = dropRater(project.connection(), project.actor, study, rater, QStringLiteral("ill"));
    ASSERT_OK(dropped);
    EXPECT_EQ(dropped->answeredItems, 1) << "a best and a worst";
    const auto filled = filledItems(project.connection(), study.id).value();
    int least = 0;
    for (const int count : filled)
        least += count == 1 ? 1 : 0;
    EXPECT_EQ(least, dropped->openItems) << "what was answered stays filled";
    ASSERT_OK(makePackets(project.connection(), project.actor, study, project.folder(), {},
                          PacketForm::Program, nullptr, QStringLiteral("late")));
    const auto again = filledItems(project.connection(), study.id).value();
    for (const int count : again)
        EXPECT_GE(count, 2);
}
