// antiphon-cli as a person types it.
#pragma once

#include "tests/support/program.h"
#include "tests/support/temporaryproject.h"

#include <QJsonObject>

#include <gtest/gtest.h>

namespace antiphon::test {

// The words of a line, at its blanks.
QStringList words(const char* line);
// What the command says with --json; expects that it succeeds.
QJsonObject answer(const QStringList& arguments);

// A test of commands on one project, which it makes itself.
class VerbTest : public testing::Test
{
protected:
    explicit VerbTest(const char* file) : m_file(QLatin1String(file)) {}
    QString path() const { return m_project.filePath(m_file); }
    ProgramRun cli(const QString& line) const;
    // With --json, whether it succeeds or not.
    QJsonObject json(const QString& line) const;

    TemporaryProject m_project;

private:
    QString m_file;
};

} // namespace antiphon::test
