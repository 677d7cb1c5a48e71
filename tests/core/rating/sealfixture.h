// A study whose packets are made and whose key lies in a file, sealed cheaply.
#pragma once

#include "core/rating/studyseal.h"
#include "core/rating/unblinding.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

namespace antiphon::test {

class SealedProject : public RatingProject
{
public:
    SealedProject() : SealedProject([](StudyDefinition&) {}) {}
    // `change` is made to the definition first.
    template<typename Change>
    explicit SealedProject(const Change& change)
    {
        StudyDefinition own = definition();
        change(own);
        study = frozenStudy(own);
        packetPaths = makePacketsOf(study);
        conditionsBefore = conditions(connection(), study.id).value();
        itemsBefore = studyItems(connection(), study.id).value();
        checksBefore = roleItems(connection(), study.id).value();
        saltBefore = study.frozen[QStringLiteral("salt")].toString().toLatin1();
    }
    void seal()
    {
        const auto sealed = sealStudy(connection(), actor, study, request());
        ASSERT_OK(sealed);
        EXPECT_TRUE(sealed->purged);
        study = studyByName(connection(), {}).value();
    }
    SealRequest request() const { return {keyPath(), passphrase, {1, 8192}}; }
    QString keyPath() const { return filePath(QStringLiteral("spring.antiphon-key")); }
    StudyKey key() const { return readKey(keyPath(), passphrase).value(); }
    void collectAll()
    {
        for (qsizetype i = 0; i < packetPaths.size(); ++i)
            ASSERT_OK(
                collectAnswers(connection(), actor, answer(packetPaths[i], static_cast<quint64>(i) + 1)));
    }

    const Secret passphrase{QByteArrayView("walnut ferry copper")};
    const UnblindingReason why{QStringLiteral("all packets are in"), QStringLiteral("statistician")};
    Study study;
    QStringList packetPaths;
    QList<Condition> conditionsBefore;
    QList<StudyItem> itemsBefore;
    QList<RoleItem> checksBefore;
    QByteArray saltBefore;
};

} // namespace antiphon::test
