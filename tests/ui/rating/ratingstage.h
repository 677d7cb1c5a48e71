// The station Rate on a project, with dialogs that answer by themselves.
#pragma once

#include "tests/support/temporaryproject.h"
#include "ui/rating/ratingview.h"

#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace antiphon::test {

class RatingStage
{
public:
    // Asked for a folder, the dialogs answer `folder`; for a file to write, one of the proposed name.
    RatingStage(TemporaryProject& project, const Actor& actor, const QString& folder);
    ~RatingStage();
    void begin();  // opens the view
    void settle(); // until jobs and reads have come to rest
    void click(const QString& button);
    // Steps through the window by Tab until the widget of that name has the focus, as who has no mouse does.
    QWidget* tabTo(const QString& name);
    void type(const QString& text); // into whatever has the focus
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    bool says(const QString& part) const;
    // Keeps a picture where the environment asks for one.
    void picture(const char* name);
    QStringList errors() const; // that were told

    // What is seen and called so.
    template<typename Widget>
    Widget* named(const QString& name) const
    {
        const auto widgets = view->findChildren<Widget*>();
        for (Widget* one : widgets) {
            if (one->isVisible() && one->accessibleName() == name)
                return one;
        }
        ADD_FAILURE() << "nothing is called " << name.toStdString();
        return nullptr;
    }

    JobRunner jobs;
    std::unique_ptr<ProjectSession> session;
    std::unique_ptr<RatingView> view;
    QList<Notice> notices;
    QStringList chosen; // what the dialog for many files answers
    QString saved;      // likewise, of a file to write; else one of the proposed name
    QString opened;     // what the dialog for one file answers

private:
    WorkspaceContext context();

    TemporaryProject& m_project;
    Actor m_actor;
    QString m_folder;
};

} // namespace antiphon::test
