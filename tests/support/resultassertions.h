// Assertions on Result: the failure message is the sentence that a person would see.
#pragma once

#include "core/base/result.h"

#include <QString>

#include <gtest/gtest.h>

#include <ostream>

inline void PrintTo(const QString& text, std::ostream* stream)
{
    *stream << '"' << text.toStdString() << '"';
}

#define ASSERT_OK(expression)                                                                                \
    do {                                                                                                     \
        const auto& okResult = (expression);                                                                 \
        ASSERT_TRUE(okResult.has_value()) << antiphon::errorSentence(okResult.error()).toStdString();        \
    } while (false)

#define EXPECT_OK(expression)                                                                                \
    do {                                                                                                     \
        const auto& okResult = (expression);                                                                 \
        EXPECT_TRUE(okResult.has_value()) << antiphon::errorSentence(okResult.error()).toStdString();        \
    } while (false)

#define EXPECT_ERROR(expression, expectedCode)                                                               \
    do {                                                                                                     \
        const auto& errorResult = (expression);                                                              \
        ASSERT_FALSE(errorResult.has_value()) << "no error came";                                            \
        EXPECT_EQ(static_cast<int>(errorResult.error().code), static_cast<int>(expectedCode))                \
            << antiphon::errorSentence(errorResult.error()).toStdString();                                   \
    } while (false)
