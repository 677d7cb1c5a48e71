// Two runs over the same plans: paired differences, and each pair of texts beside each other.
#pragma once

#include "core/generation/samplecomparison.h"
#include "core/generation/samplereading.h"
#include "ui/shell/workspace.h"

class QComboBox;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace antiphon {

class CalmTable;
class PairListModel;
class SectionHeader;
class TextLabel;
class TextTableModel;

class ComparePage : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePage(const WorkspaceContext& context, QWidget* parent = nullptr);

    void compare();
    void stop();
    bool canCompare() const;
    void chooseRuns(const QString& first, const QString& second);
    void step(int rows);

Q_SIGNALS:
    void runRequested(); // from the empty view

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Pair
    {
        Sample first;
        Sample second;
    };
    QWidget* makeTop();
    QWidget* makeFigures();
    QWidget* makeTexts();
    void reload();
    void adoptRuns(const QList<Run>& runs);
    void offerSeconds();
    std::optional<Run> chosen(const QComboBox* box) const;
    void showComparison(Result<std::shared_ptr<const RunComparison>> found);
    void showMeasures();
    void showPair();
    void paintPair();

    WorkspaceContext m_context;
    QList<Run> m_runs;
    std::optional<Run> m_a;
    std::optional<Run> m_b;
    std::shared_ptr<const RunComparison> m_comparison;
    std::optional<Pair> m_pair;
    QString m_wantedFirst; // until the runs are known
    QString m_wantedSecond;
    JobNumber m_job = 0;
    QComboBox* m_first;
    QComboBox* m_second;
    QPushButton* m_go;
    QPushButton* m_stop;
    TextLabel* m_head;
    TextLabel* m_caveat;
    CalmTable* m_measures;
    TextTableModel* m_measureModel;
    CalmTable* m_pairs;
    PairListModel* m_pairModel;
    SectionHeader* m_title;
    QTextBrowser* m_text;
    QStackedWidget* m_stack;
};

} // namespace antiphon
