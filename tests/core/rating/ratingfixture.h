// A project with two sources that could be told apart by every careless packet.
#pragma once

#include "core/rating/conduct.h"
#include "core/rating/packet.h"
#include "tests/support/temporaryproject.h"

namespace antiphon::test {

class RatingProject : public TemporaryProject
{
public:
    // `dialogues` in each of the sources "evening-humans" and "night-writer", and in more of them:
    // "writer-3".
    explicit RatingProject(int dialogues = 12, int sources = 2);
    Actor actor{QStringLiteral("ann")};

    // One more source, as "night-writer" is: its dialogues are called nw-plan-0, ...
    void addSource(const QString& name, int dialogues);
    StudyDefinition definition() const; // all sources, 6 items each, 3 raters
    Study frozenStudy(const StudyDefinition& definition);
    Study frozenStudy() { return frozenStudy(definition()); }
    // The packets' paths, by rater.
    QStringList makePacketsOf(const Study& study);
    // Answers a packet whole by seed; the answers file's path.
    QString answer(const QString& packetPath, quint64 seed, qint64 limit = 1'000'000);
    QString folder() const { return filePath(QStringLiteral("packets")); }

private:
    QStringList m_sources;
};

// The same with two practice dialogues out of a source "first-steps", and gold from there.
StudyDefinition definitionWithPractice(RatingProject& project);

// A packet of `items` dialogues that any test may rate.
Packet smallPacket(int items = 3);
QByteArray smallPacketKey();
// The same, of which the first are practice: 4 is expected of the first criterion, 2 or 3 of the second, with
// a tolerance of one point, and nothing of the third.
Packet practicePacket(int practice = 2, int items = 2);

} // namespace antiphon::test
