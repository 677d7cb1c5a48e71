// Joining two catalogues that describe the same tracks, with what it would do told beforehand.
#pragma once

#include "core/catalogue/cataloguejoin.h"
#include "ui/cascade/catalogueloader.h"

class QCheckBox;
class QComboBox;
class QLayout;
class QLineEdit;
class QPushButton;

namespace antiphon {

class BusyBar;
class JobLine;
class JoinCountsView;

class JoinPage : public QWidget
{
    Q_OBJECT
public:
    JoinPage(const WorkspaceContext& context, CatalogueLoader& loader, QWidget* parent);
    // Begins anew with the catalogue in hand.
    void open();
    void startJoin();
    void leave(); // stops a join that runs; otherwise closes
    JoinRequest request() const;
    JoinCountsView& counts() const { return *m_counts; }

Q_SIGNALS:
    void closed();
    void joined(antiphon::CatalogueId catalogue);
    void counted();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeForm();
    QLayout* makeButtons();
    void fill();
    void nameIt();
    void count();
    void showCounts(const Result<JoinCounts>& counts, const JoinRequest& request);
    void setRunning(bool running);
    void finish(const Result<CatalogueJoin>& join);
    WorkspaceContext m_context;
    CatalogueLoader& m_loader;
    CancelToken m_counting; // the count in hand
    QWidget* m_form = nullptr;
    QComboBox* m_into = nullptr;
    QComboBox* m_with = nullptr;
    QComboBox* m_by = nullptr;
    QLineEdit* m_name = nullptr;
    QCheckBox* m_keep = nullptr;
    BusyBar* m_busy;
    JoinCountsView* m_counts;
    JobLine* m_job = nullptr;
    QPushButton* m_close = nullptr;
    QPushButton* m_join = nullptr;
    bool m_isOpen = false;
    bool m_isNamed = false; // by the person
};

} // namespace antiphon
