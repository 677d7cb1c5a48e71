// What the window is told on the command line.
#pragma once

#include <QStringList>

namespace antiphon {

enum class StartWith { Nothing, Files, Sample };

struct Options
{
    StartWith start = StartWith::Nothing;
    QStringList files;
    bool measureFirstPaint = false; // prints the milliseconds from main() to the first paint, and ends
};

// Ends the program for --help, --version and wrong usage.
Options parseOptions(const QStringList& arguments);

} // namespace antiphon
