// Pictures of every station in its main states, to be looked at.
#pragma once

#include "ui/shell/mainwindow.h"
#include "ui/shell/stationstack.h"
#include "ui/theme/theme.h"

#include <QList>

#include <functional>

namespace antiphon::gallery {

// A window on a project of its own, at 1280x800.
struct Stage
{
    MainWindow& window;
    Theme& theme;
    QString projectPath; // empty: no project is open
    QString folder;      // temporary, for files
    // Lets the window work until reads, edits and jobs have come to rest (at most some seconds).
    std::function<void()> settle;
    // Shows a station, its target if any, and settles.
    std::function<void(const QString& station, const QString& target)> go;
    // Keys to whatever has the focus, and settles.
    std::function<void(int key, Qt::KeyboardModifiers modifiers)> press;
};

enum class Project {
    None,   // the start page
    Empty,  // new, with the starting codebook
    Sample, // with the sample's dialogues, codings and catalogue
    Demo    // the whole line on the sample: plans, a run, a study with its answers
};

// One picture, made in both schemes. `prepare` writes to the project before the window opens it; `show`
// brings the window to the state.
struct State
{
    QString name; // "code-suggestions": station first
    Project project = Project::Sample;
    std::function<Result<void>(const Connection&)> prepare = {};
    std::function<void(Stage&)> show = {};
    int textScale = 100;
};

// Each station has one function in tests/gallery/<station>states.cpp, declared here and listed in
// stations.cpp.
QList<State> shellStates();
QList<State> dialogueStates();
QList<State> codingStates();
QList<State> exploreStates(); // a cascade by hand
QList<State> endpointStates();
QList<State> generationStates();
QList<State> sampleStates(); // judged, audited, compared
QList<State> checkStates();  // of the generation station
QList<State> ratingStates();
QList<State> codeTreeStates();
QList<State> theoryStates();      // memos, axial and selective coding
QList<State> diagnosticsStates(); // plans measured, and experiments
QList<State> findingStates();     // what the codes say
QList<State> roundStates();       // double coding and agreement
QList<State> catalogueStates();   // the tracks of the cascade station
QList<State> importStates();      // a catalogue from a table, and two joined
QList<State> mergeStates();       // what merging left open
QList<State> stationStates();     // each station as it opens on the sample
QList<State> propositionStates(); // with negative cases
QList<State> raterStates();       // the window of raters
QList<State> recipeStates();      // of the cascade station

} // namespace antiphon::gallery
