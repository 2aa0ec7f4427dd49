'use client';

import { useEffect, useRef } from 'react';
import type { RunView } from '@/lib/run/view.ts';

/** Two tones: up for a run that passed, down for any other end. Hertz. */
const TONES = { good: [523, 784], bad: [523, 330] } as const;
const TONE_SECONDS = 0.25;

/** Says by a notification and a sound how a run ended that was watched until then. */
export function useVerdictAlert(isOn: boolean, { status, verdict, endReason }: RunView, name: string): void {
  const wentOn = useRef(status !== 'finished');
  useEffect(() => {
    if (status !== 'finished') {
      wentOn.current = true;
      return;
    }
    if (!wentOn.current) return;
    wentOn.current = false;
    if (!isOn) return;
    play(verdict === 'passed' ? TONES.good : TONES.bad);
    if ('Notification' in window && Notification.permission === 'granted')
      new Notification(`${name}: ${verdict ?? 'ended'}`, { body: endReason ?? undefined });
  }, [isOn, status, verdict, endReason, name]);
}

/** Asks the browser whether notifications are wanted; the sound comes either way. */
export async function askForNotifications(): Promise<void> {
  if ('Notification' in window && Notification.permission === 'default')
    await Notification.requestPermission();
}

function play(tones: readonly number[]): void {
  const audio = new AudioContext();
  tones.forEach((hertz, index) => {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    gain.gain.value = 0.15;
    oscillator.frequency.value = hertz;
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(audio.currentTime + index * TONE_SECONDS);
    oscillator.stop(audio.currentTime + (index + 1) * TONE_SECONDS);
    if (index === tones.length - 1) oscillator.onended = () => void audio.close();
  });
}
