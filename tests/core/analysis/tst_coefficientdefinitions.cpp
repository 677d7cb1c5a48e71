#include "core/analysis/coefficientdefinitions.h"

#include <QSet>

#include <gtest/gtest.h>

using namespace antiphon;

TEST(CoefficientDefinitions, AreWholeAndFoundByKey)
{
    QSet<QString> keys;
    const auto& all = coefficientDefinitions();
    for (const CoefficientDefinition& definition : all) {
        EXPECT_FALSE(keys.contains(definition.key));
        keys.insert(definition.key);
        for (const QString& text :
             {definition.name, definition.formula, definition.source, definition.misleads})
            EXPECT_GT(text.size(), 8) << qPrintable(definition.key);
        const auto found = coefficientDefinition(definition.key.toUpper());
        ASSERT_TRUE(found);
        EXPECT_EQ(found->name, definition.name);
    }
    for (const char* key : {"percent", "cohen", "fleiss", "ac1", "alpha", "masi", "jaccard"})
        EXPECT_TRUE(keys.contains(QString::fromLatin1(key))) << key;
    EXPECT_FALSE(coefficientDefinition(QStringLiteral("magic")));
}
