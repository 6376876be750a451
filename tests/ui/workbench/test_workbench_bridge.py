from threading import Event, Thread, current_thread, main_thread

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from workstation.ui.bridge import Bridge


def test_closures_of_other_threads_run_here_in_their_order(qtbot):
    bridge, seen = Bridge(), []

    def work():
        for number in range(200):
            bridge.deliver(lambda number=number: seen.append((number, current_thread() is main_thread())))

    thread = Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: len(seen) == 200)
    thread.join()
    assert seen == [(number, True) for number in range(200)]


def test_a_closure_that_fails_does_not_take_the_others_with_it(qtbot):
    bridge, seen = Bridge(), []
    with qtbot.captureExceptions() as caught:
        bridge.deliver(lambda: 1 // 0)
        bridge.deliver(lambda: seen.append(1))
        qtbot.waitUntil(lambda: seen == [1])
    assert [fault[0] for fault in caught] == [ZeroDivisionError]


def test_nothing_is_delivered_after_the_close(qtbot):
    bridge, other, seen = Bridge(), Bridge(), []
    bridge.deliver(lambda: seen.append(1))
    bridge.close()
    bridge.deliver(lambda: seen.append(2))
    other.deliver(lambda: seen.append("other"))  # comes after all that was sent before
    qtbot.waitUntil(lambda: seen != [])
    assert seen == ["other"]


def test_a_bridge_may_go_with_its_widget_while_threads_still_deliver(qtbot):
    for _ in range(30):
        widget, stop, seen = QWidget(), Event(), []
        bridge = Bridge(widget)

        def work(bridge=bridge, stop=stop, seen=seen):
            while not stop.is_set():
                bridge.deliver(lambda: seen.append(1))

        threads = [Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        qtbot.waitUntil(lambda seen=seen: len(seen) > 20)
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
        stop.set()
        for thread in threads:
            thread.join()
